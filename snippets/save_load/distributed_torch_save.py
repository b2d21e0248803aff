"""torch.save of a sharded model keeps one part of each of its tensors."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.fsdp import fully_shard

on_gpu = torch.cuda.is_available()
device = torch.device("cuda", 0) if on_gpu else torch.device("cpu")
backend = "cpu:gloo,cuda:nccl" if on_gpu else "gloo"
alone = {"store": dist.HashStore(), "rank": 0, "world_size": 1}
dist.init_process_group(backend, **alone)

layers = nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2)
model = nn.Sequential(*layers).to(device)
fully_shard(model)

# --8<-- [start:torch-save]
torch.save(model.state_dict(), "rank-0.pt")
state = torch.load("rank-0.pt", map_location="cpu", weights_only=True)
print(type(state["0.weight"]).__name__)
try:
    plain = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
    plain.load_state_dict(state)
except RuntimeError as error:
    print(str(error).split("occurred : ('")[1].split(",")[0])
# --8<-- [end:torch-save]
else:
    raise AssertionError("should have been refused")

from torch.distributed.checkpoint.state_dict import get_model_state_dict
from torch.nn.parallel import DataParallel, DistributedDataParallel

layer = nn.Linear(2, 2)
compiled = torch.compile(layer, backend="eager")
for wrapper in (compiled, DistributedDataParallel(layer)):
    assert list(get_model_state_dict(wrapper)) == ["weight", "bias"]
keys = list(get_model_state_dict(DataParallel(layer)))
assert keys == ["module.weight", "module.bias"]

dist.destroy_process_group()
