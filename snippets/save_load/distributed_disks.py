"""Two ranks on two disks: a folder each, and neither is a checkpoint."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# processes = 2
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

torch.manual_seed(0)
model = nn.Linear(4, 8).to(device)
fully_shard(model, mesh=mesh)
weight = model.weight.to_local().clone()


def load(folder):
    """Whether loading brings the weights back."""
    with torch.no_grad():
        model.weight.to_local().zero_()
    try:
        dcp.load(get_model_state_dict(model), checkpoint_id=folder)
    except dcp.CheckpointException as error:
        if rank == 0:
            for who, (cause, _) in error.failures.items():
                print(f"  rank {who} fails: {str(cause).split(';')[0]}")
    return torch.equal(model.weight.to_local(), weight)


for collectives in (True, False):
    folder = f"disk-of-{rank}/use-collectives-{collectives}"
    with torch.no_grad():
        model.weight.to_local().copy_(weight)
    state = get_model_state_dict(model)
    dcp.save(state, checkpoint_id=folder, use_collectives=collectives)
    files = [None] * ranks
    own = sorted(file.name for file in Path(folder).iterdir())
    dist.all_gather_object(files, own)
    if rank == 0:
        print(f"use_collectives={collectives}:", *files)
    loaded = load(folder)
    if rank == 0:
        print("  loaded:", loaded)
    assert loaded is not collectives

dist.destroy_process_group()
# --8<-- [end:program]
