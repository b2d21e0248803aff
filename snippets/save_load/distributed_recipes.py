"""Names from older recipes: FSDP1, and an option of another class."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn

backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)

# --8<-- [start:fsdp1]
from torch.distributed.fsdp import FullyShardedDataParallel

if not torch.accelerator.is_available():
    try:
        FullyShardedDataParallel(nn.Linear(4, 2))
        raise AssertionError("should have been refused")
    except RuntimeError as error:
        print(error)
# --8<-- [end:fsdp1]

# --8<-- [start:writer]
try:
    dcp.StorageWriter(cached_state_dict=True)
    raise AssertionError("should have been refused")
except TypeError as error:
    print(f"{type(error).__name__}:", error)
writer = dcp.FileSystemWriter("folder", cache_staged_state_dict=True)
# --8<-- [end:writer]
assert writer.cache_staged_state_dict

dist.destroy_process_group()
