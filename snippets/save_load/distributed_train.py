"""Train on 4 ranks, then on 2, then on 1, each time resuming."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# long = "torchrun starts this one file three times: it saves and resumes"
# processes = [4, 2, 1]
# timeout = 300
# ///

# --8<-- [start:program]
import os
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions,
    get_state_dict,
    set_state_dict,
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


def build():
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
    return model.to(device), torch.rand(8, 4).to(device)


def train_step(model, optimizer, inputs):
    model(inputs).square().mean().backward()
    optimizer.step()
    optimizer.zero_grad()
    # not a tensor: only load_state_dict restores it
    optimizer.param_groups[0]["lr"] *= 0.9


class Training:
    def __init__(self, model, optimizer):
        self.model, self.optimizer, self.step = model, optimizer, 0

    def state_dict(self, **options):
        model, optimizer = get_state_dict(
            self.model, self.optimizer, options=StateDictOptions(**options)
        )
        return {"model": model, "optimizer": optimizer, "step": self.step}

    def load_state_dict(self, state):
        set_state_dict(
            self.model,
            self.optimizer,
            model_state_dict=state["model"],
            optim_state_dict=state["optimizer"],
        )
        self.step = state["step"]


def tensors(state):
    moments = state["optimizer"]["state"].values()
    moments = [tensor for of_one in moments for tensor in of_one.values()]
    return [*state["model"].values(), *moments]


def step_of(metadata):  # as text, step-10000 would come before step-9999
    return int(metadata.parent.name.removeprefix("step-"))


model, inputs = build()
fully_shard(model, mesh=init_device_mesh(device.type, (ranks,)))
training = Training(model, torch.optim.AdamW(model.parameters(), lr=0.01))
mine = inputs.chunk(ranks)[rank]  # this rank's part of the batch

# .metadata is written last: a folder without it is half a save
saves = Path().glob("step-*/.metadata")
chosen = [max(saves, key=step_of, default=None) if rank == 0 else None]
dist.broadcast_object_list(chosen)  # one rank decides, for all
latest = chosen[0]
if latest:
    dcp.load({"training": training}, checkpoint_id=latest.parent)
    # whole tensors, on every rank
    loaded = training.state_dict(full_state_dict=True)
    expected = torch.load("whole.pt", map_location=device, weights_only=True)
    pairs = zip(tensors(loaded), tensors(expected), strict=True)
    same = [torch.equal(a, b) for a, b in pairs]
    assert all(same) and len(same) == 16 and loaded["step"] == expected["step"]
    lr, lr_saved = (
        state["optimizer"]["param_groups"][0]["lr"]
        for state in (loaded, expected)
    )
    assert lr == lr_saved < 0.01
first = training.step + 1

for _ in range(3):
    train_step(model, training.optimizer, mine)
    training.step += 1
dcp.save({"training": training}, checkpoint_id=f"step-{training.step}")

# The same training in one piece: one process, nothing sharded, nothing loaded.
whole = training.state_dict(full_state_dict=True)
plain, inputs = build()
optimizer = torch.optim.AdamW(plain.parameters(), lr=0.01)
for _ in range(training.step):
    train_step(plain, optimizer, inputs)
pairs = ((whole["model"][n], p) for n, p in plain.named_parameters())
off = max((a - b).abs().max().item() for a, b in pairs)
assert off < 1e-5

dist.barrier()
if rank == 0:
    torch.save(whole, "whole.pt")  # what the next start has to find
    shard = tuple(model[0].weight.to_local().shape)
    print(f"{ranks} x {shard}, steps {first} to {training.step}")
    found = all(same) if latest else "a fresh start"
    print(f"    loaded what was saved, to the last bit: {found}")
    print(f"    off from training in one piece: {off:.1e}")

dist.destroy_process_group()
# --8<-- [end:program]
paths = Path("step-9999/x"), Path("step-10000/x")
assert max(paths, key=step_of) == paths[1]
