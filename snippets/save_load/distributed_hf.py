"""Save a sharded model as safetensors files that any reader opens."""

# /// script
# dependencies = ["torch>=2.9", "numpy", "safetensors>=0.4"]
# [tool.atlas]
# processes = 2
# ///

# --8<-- [start:program]
import os
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from safetensors.torch import load_file
from torch import nn
from torch.distributed.checkpoint.state_dict import get_model_state_dict
from torch.distributed.checkpoint.state_dict import set_model_state_dict
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
    return model


torch.manual_seed(0)
model = build()
writer = dcp.HuggingFaceStorageWriter(
    "hf", save_distributed=True, enable_consolidation=True
)
dcp.save(get_model_state_dict(model), storage_writer=writer)

torch.manual_seed(1)
restored = build()
state = get_model_state_dict(restored)
dcp.load(state, storage_reader=dcp.HuggingFaceStorageReader("hf"))
set_model_state_dict(restored, state)

whole = model.weight.full_tensor()  # asks all ranks, so all must ask
if rank == 0:
    for file in sorted(Path("hf").rglob("*.*")):
        shapes = ""
        if file.suffix == ".safetensors":
            tensors = load_file(file)
            shapes = {name: tuple(t.shape) for name, t in tensors.items()}
        print(file.as_posix(), shapes)
    plain = nn.Linear(4, 8)
    plain.load_state_dict(load_file("hf/model-00001-of-00001.safetensors"))
    same = torch.equal(plain.weight, whole.cpu())
    print("the plain model has the same weights:", same)
    assert same
same = torch.equal(restored.weight.to_local(), model.weight.to_local())
on_all_ranks = [None] * ranks
dist.all_gather_object(on_all_ranks, same)
if rank == 0:
    print("each rank has loaded its own part:", on_all_ranks)
assert same

dist.destroy_process_group()
# --8<-- [end:program]
