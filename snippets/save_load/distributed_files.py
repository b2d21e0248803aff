"""What 4 ranks write into the folder of a distributed checkpoint."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# processes = 4
# ///

# --8<-- [start:program]
import os
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.state_dict import get_model_state_dict
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard

rank, ranks = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
local_rank = int(os.environ["LOCAL_RANK"])
on_gpus = torch.cuda.device_count() >= int(os.environ["LOCAL_WORLD_SIZE"])
device = torch.device("cuda", local_rank) if on_gpus else torch.device("cpu")
backend = "cpu:gloo,cuda:nccl" if on_gpus else "gloo"
if on_gpus:
    torch.cuda.set_device(device)
dist.init_process_group(backend, device_id=device if on_gpus else None)
mesh = init_device_mesh(device.type, (ranks,))

model = nn.Linear(4, 8).to(device)
fully_shard(model, mesh=mesh)
weight = get_model_state_dict(model)["weight"]
state = {"weight": weight, "plain": torch.arange(3.0), "step": 7}
dcp.save(state, checkpoint_id="checkpoint")

if rank == 0:
    entries = dcp.FileSystemReader("checkpoint").read_metadata().storage_data
    written = {file.name: [] for file in sorted(Path("checkpoint").iterdir())}
    for index, place in entries.items():
        row = "" if index.fqn != "weight" else f" from row {index.offset[0]}"
        written[place.relative_path].append(index.fqn + row)
    for file, parts in written.items():
        print(f"{file:<14}", ", ".join(parts) or "what is where")
    rows = weight.to_local().shape[0]
    for writer in range(ranks):  # each rank has written the rows that it holds
        part = f"weight from row {writer * rows}"
        assert part in written[f"__{writer}_0.distcp"]
    assert sum("plain" in parts for parts in written.values()) == 1

dist.destroy_process_group()
# --8<-- [end:program]
