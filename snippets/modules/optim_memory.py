"""How many numbers each optimizer keeps for a matrix."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

# --8<-- [start:kept]
import torch
from torch import nn

rules = {
    "SGD": lambda p: torch.optim.SGD(p),
    "SGD, momentum": lambda p: torch.optim.SGD(p, momentum=0.9),
    "AdamW": lambda p: torch.optim.AdamW(p),
    "Adafactor": lambda p: torch.optim.Adafactor(p),
    "Muon": lambda p: torch.optim.Muon(p),
}
kept = {}
for name, rule in rules.items():
    weight = nn.Parameter(torch.ones(64, 64))
    weight.grad = torch.eye(64)
    optimizer = rule([weight])
    optimizer.step()
    state = optimizer.state[weight].values()
    tensors = [t for t in state if isinstance(t, torch.Tensor) and t.ndim]
    kept[name] = sum(t.numel() for t in tensors)
    print(f"{name:<14}{kept[name]:>5} for {weight.numel()} weights")
# --8<-- [end:kept]
assert kept["AdamW"] == 2 * 4096 and kept["Muon"] == 4096 and kept["SGD"] == 0
assert kept["Adafactor"] == 64 + 64, "one number for each row and column"
for shape, numbers in (((8, 8, 3, 3), 8 * 8 * (3 + 3)), ((64,), 64)):
    weight = nn.Parameter(torch.ones(shape))
    weight.grad = torch.ones(shape)
    optimizer = torch.optim.Adafactor([weight])
    optimizer.step()
    state = optimizer.state[weight].values()
    assert sum(t.numel() for t in state if t.ndim) == numbers

# --8<-- [start:muon]
layer = nn.Linear(3, 2)
try:
    torch.optim.Muon(layer.parameters())
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
hidden = torch.optim.Muon([layer.weight])
rest = torch.optim.AdamW([layer.bias])
# --8<-- [end:muon]
groups = hidden.param_groups + rest.param_groups
assert [len(group["params"]) for group in groups] == [1, 1]
