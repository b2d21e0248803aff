"""A model moved after its optimizer was loaded, and a learning rate lost."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


# --8<-- [start:move]
def tiny():
    layer = nn.Linear(2, 1)
    return layer, torch.optim.AdamW(layer.parameters(), lr=0.001)


def backward(layer):
    layer(torch.ones(1, 2, dtype=layer.weight.dtype)).sum().backward()


# to another type here: every machine can do that, not all have a GPU
def move(layer):
    return layer.to(torch.bfloat16)


layer, optimizer = tiny()
backward(layer)
optimizer.step()
saved = optimizer.state_dict()

late, optimizer = tiny()
optimizer.load_state_dict(saved)
move(late)  # what the optimizer has loaded stays where it is
moment = optimizer.state[late.weight]["exp_avg"]
print("late: ", late.weight.dtype, moment.dtype)
backward(late)
try:
    optimizer.step()
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:move]
else:
    raise AssertionError("a moved model accepts the unmoved state")

# --8<-- [start:early]
early = move(nn.Linear(2, 1))
optimizer = torch.optim.AdamW(early.parameters())
optimizer.load_state_dict(saved)
moment = optimizer.state[early.weight]["exp_avg"]
print("early:", early.weight.dtype, moment.dtype)
# --8<-- [end:early]
assert moment.dtype == torch.bfloat16

# --8<-- [start:lr]
optimizer = torch.optim.AdamW(early.parameters(), lr=0.5)
optimizer.load_state_dict(saved)
after_loading = optimizer.param_groups[0]["lr"]
optimizer.param_groups[0]["lr"] = 0.5
set_again = optimizer.param_groups[0]["lr"]
print("after loading:", after_loading, "- set again:", set_again)
# --8<-- [end:lr]
assert after_loading == 0.001

# a scheduler brings its settings from the file, too
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR

longer = CosineAnnealingLR(optimizer, T_max=50)
longer.load_state_dict(CosineAnnealingLR(optimizer, T_max=5).state_dict())
assert longer.T_max == 5
by_factor = LambdaLR(optimizer, lambda step: 1.0)
rates = []
for _ in range(2):
    optimizer.param_groups[0]["lr"] = 0.25
    optimizer.step()
    by_factor.step()
    rates.append(optimizer.param_groups[0]["lr"])
    by_factor.base_lrs = [0.25]
assert rates[0] != 0.25 and rates[1] == 0.25
