"""One plain file from a sharded model, and a sharded model from one."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# long = "the same two ranks write one plain file and read it again"
# processes = 2
# ///

# --8<-- [start:program]
import os

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions,
    get_state_dict,
    set_model_state_dict,
    set_optimizer_state_dict,
)
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


def build():
    model = nn.Linear(4, 8).to(device)
    fully_shard(model, mesh=mesh)
    return model, torch.optim.AdamW(model.parameters(), lr=0.01)


def say(text):
    """What every rank has to say, one after the other."""
    said = [None] * ranks
    dist.all_gather_object(said, f"rank {rank} {text}")
    if rank == 0:
        print(*said, sep="\n")


torch.manual_seed(0)
model, optimizer = build()
model(torch.rand(3, 4, device=device)).sum().backward()
optimizer.step()

# Save: gather, on rank 0 only, and in ordinary memory.
options = StateDictOptions(full_state_dict=True, cpu_offload=True)
weights, moments = get_state_dict(model, optimizer, options=options)
if rank == 0:
    torch.save({"model": weights, "optimizer": moments}, "plain.pt")
say(f"has gathered {list(weights)}")  # by then, rank 0 has written its file

# Load: rank 0 reads, and sends every rank its part. The others give nothing.
whole = {"model": {}, "optimizer": {}}
if rank == 0:
    whole = torch.load(
        "plain.pt", map_location="cpu", mmap=True, weights_only=True
    )
    # it is a plain file: a plain model takes it
    nn.Linear(4, 8).load_state_dict(whole["model"])
torch.manual_seed(1)
restored, its_optimizer = build()
assert not torch.equal(restored.weight.to_local(), model.weight.to_local())
options = StateDictOptions(full_state_dict=True, broadcast_from_rank0=True)
set_model_state_dict(restored, whole["model"], options=options)
set_optimizer_state_dict(
    restored, its_optimizer, whole["optimizer"], options=options
)

pairs = list(zip(model.parameters(), restored.parameters(), strict=True))
same = [torch.equal(a.to_local(), b.to_local()) for a, b in pairs]
for kind in ("exp_avg", "exp_avg_sq"):
    for a, b in pairs:
        mine, its = optimizer.state[a][kind], its_optimizer.state[b][kind]
        same.append(torch.equal(mine.to_local(), its.to_local()))
say(f"has the same {len(same)} parts, to the last bit: {all(same)}")
assert all(same) and len(weights) == (2 if rank == 0 else 0)

dist.destroy_process_group()
# --8<-- [end:program]
