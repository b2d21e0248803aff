"""A function is not in a state_dict; an empty module takes a number."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:keys]
import torch
from torch import nn

with_modules = nn.Sequential(
    nn.Linear(4, 3), nn.ReLU(), nn.Dropout(), nn.Linear(3, 2)
)
# relu is called elsewhere
without = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
print(*with_modules.state_dict())
print(*without.state_dict())
# --8<-- [end:keys]

# --8<-- [start:load]
try:
    without.load_state_dict(with_modules.state_dict())
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:load]

# --8<-- [start:silent]
trained = nn.Sequential(nn.Linear(4, 4), nn.ReLU())
changed = nn.Sequential(nn.Linear(4, 4), nn.Tanh())
print(changed.load_state_dict(trained.state_dict()))
x = torch.linspace(-1, 1, 4)
print("same predictions:", torch.equal(trained(x), changed(x)))
# --8<-- [end:silent]
assert torch.equal(trained[0].weight, changed[0].weight)
assert not torch.equal(trained(x), changed(x))
assert "running_mean" in nn.BatchNorm1d(3, affine=False).state_dict()
keys = list(without.state_dict())
assert keys == ["0.weight", "0.bias", "1.weight", "1.bias"]
