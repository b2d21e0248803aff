"""Copy into a Parameter: the optimizer follows. Replace it: it does not."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:replace]
import torch
from torch import nn


def train_after(change):
    """Whether one step still changes the model's weight."""
    model = nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    held = model.weight
    change(model)
    before = model.weight.detach().clone()
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    return model.weight is held, not torch.equal(model.weight, before)


def copy_in_place(model):
    with torch.no_grad():
        model.weight.copy_(torch.zeros(1, 2))


def replace(model):
    model.weight = nn.Parameter(torch.zeros(1, 2))


def move(model):
    model.to(torch.bfloat16).to(torch.float32)


def load(model):
    state = {"weight": torch.zeros(1, 2), "bias": torch.zeros(1)}
    model.load_state_dict(state)


def load_and_assign(model):
    state = {"weight": torch.zeros(1, 2), "bias": torch.zeros(1)}
    model.load_state_dict(state, assign=True)


print("                 same object  still trained")
for change in (copy_in_place, replace, move, load, load_and_assign):
    same, trained = train_after(change)
    print(f"{change.__name__:<17}{same!s:<13}{trained}")
# --8<-- [end:replace]
for change in (copy_in_place, move, load):
    assert train_after(change) == (True, True)
assert train_after(replace) == train_after(load_and_assign) == (False, False)
on_meta = nn.Linear(2, 1, device="meta")
held = on_meta.weight
assert on_meta.to_empty(device="cpu").weight is not held
held = on_meta.weight
assert on_meta.to("meta").weight is not held

# --8<-- [start:in-place]
layer = nn.Linear(2, 1)
try:
    layer.weight.fill_(0)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
with torch.no_grad():
    layer.weight.fill_(0)
print(layer.weight)
# --8<-- [end:in-place]
assert layer.weight.requires_grad and layer.weight.count_nonzero() == 0
