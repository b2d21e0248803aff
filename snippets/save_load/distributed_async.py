"""Train on while a checkpoint is written: what was copied is what is saved."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# processes = 2
# ///

# --8<-- [start:program]
import os
import threading

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
# its messages must not mix with those of training
for_saving = dist.new_group(backend="gloo")


class HeldBack(dcp.FileSystemWriter):
    """A disk that is slow, for as long as we like."""

    may_write = threading.Event()

    def write_data(self, plan, planner):
        assert self.may_write.wait(50)
        return super().write_data(plan, planner)


torch.manual_seed(0)
model = nn.Linear(4, 8).to(device)
fully_shard(model, mesh=mesh)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
inputs = torch.rand(6, 4).to(device)
when_saved = model.weight.to_local().clone()

saving = dcp.async_save(
    {"model": get_model_state_dict(model)},
    storage_writer=HeldBack("while-training"),
    process_group=for_saving,
)
for _ in range(3):
    model(inputs).square().mean().backward()
    optimizer.step()
    optimizer.zero_grad()
trained = model.weight.to_local().clone()
if rank == 0:
    print("3 steps are done, the checkpoint is written:", saving.done())
assert not saving.done() and not torch.equal(trained, when_saved)

HeldBack.may_write.set()
saving.result()  # before the next save, and before the program ends
state = {"model": get_model_state_dict(model)}
dcp.load(state, checkpoint_id="while-training")
saved = state["model"]["weight"].to_local()
same = torch.equal(saved, when_saved)
if rank == 0:
    print("saved is what the weights were at async_save:", same)
assert same

dist.destroy_process_group()
# --8<-- [end:program]
