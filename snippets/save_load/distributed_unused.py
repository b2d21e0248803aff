"""DCP and a parameter without a gradient: it saves, and it does not load."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.state_dict import get_state_dict
from torch.distributed.checkpoint.state_dict import set_state_dict

backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
dist.init_process_group(backend, store=dist.HashStore(), rank=0, world_size=1)


# --8<-- [start:unused]
def build_unused():
    torch.manual_seed(0)
    model = nn.ModuleDict({"used": nn.Linear(4, 2), "unused": nn.Linear(4, 2)})
    return model, torch.optim.AdamW(model.parameters(), lr=0.1)


def step_used(model, optimizer):
    model["used"](torch.ones(8, 4)).square().mean().backward()
    optimizer.step()
    optimizer.zero_grad()


def state_of(model, optimizer):
    model_state, optimizer_state = get_state_dict(model, optimizer)
    return {"model": model_state, "optimizer": optimizer_state}


rarely, adamw = build_unused()
step_used(rarely, adamw)
dcp.save(state_of(rarely, adamw), checkpoint_id="unused")
started_anew = build_unused()
try:
    dcp.load(state_of(*started_anew), checkpoint_id="unused")
except dcp.CheckpointException as error:
    cause, _ = error.failures[0]  # of rank 0
    print(f"{type(cause).__name__}: {cause}")
# --8<-- [end:unused]
else:
    raise AssertionError("the state of what has no gradient was saved")

# --8<-- [start:partial]
state = state_of(*started_anew)
planner = dcp.DefaultLoadPlanner(allow_partial_load=True)
dcp.load(state, checkpoint_id="unused", planner=planner)
set_state_dict(
    *started_anew,
    model_state_dict=state["model"],
    optim_state_dict=state["optimizer"],
)
for training in ((rarely, adamw), started_anew):
    step_used(*training)
same = torch.equal(started_anew[0]["used"].weight, rarely["used"].weight)
print("the next step is the same:", same)
# --8<-- [end:partial]
assert same and not torch.equal(
    build_unused()[0]["used"].weight, rarely["used"].weight
)

dist.destroy_process_group()
