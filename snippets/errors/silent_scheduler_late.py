"""A scheduler that was built after the optimizer had been loaded."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from torch.optim.lr_scheduler import StepLR

# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.optim.lr_scheduler import LinearLR


def build():
    return torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)


def warm_up(optimizer):
    return LinearLR(optimizer, start_factor=0.1, total_iters=10)


def rate(optimizer):
    return round(optimizer.param_groups[0]["lr"], 4)


optimizer = build()
scheduler = warm_up(optimizer)
for _ in range(5):
    optimizer.step()
    scheduler.step()
saved = optimizer.state_dict(), scheduler.state_dict()
print("saved at", rate(optimizer))

optimizer = build()
optimizer.load_state_dict(saved[0])
scheduler = warm_up(optimizer)  # too late: it sets the rate of its first step
scheduler.load_state_dict(saved[1])
print("goes on with", rate(optimizer))
# --8<-- [end:wrong-result]
assert rate(optimizer) != 0.55

optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
optimizer.load_state_dict(saved[0])
StepLR(optimizer, step_size=3)
assert rate(optimizer) == 0.55, "not every scheduler overwrites it"

# --8<-- [start:fix]
optimizer = build()
scheduler = warm_up(optimizer)  # build both first
optimizer.load_state_dict(saved[0])
scheduler.load_state_dict(saved[1])
print("goes on with", rate(optimizer))
# --8<-- [end:fix]
assert rate(optimizer) == 0.55
