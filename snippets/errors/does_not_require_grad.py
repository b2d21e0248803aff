"""A loss that no parameter is behind."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(2, 1)
with torch.no_grad():
    loss = layer(torch.ones(1, 2)).sum()
try:
    loss.backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
loss = layer(torch.ones(1, 2)).sum()
loss.backward()
print(layer.weight.grad)
# --8<-- [end:fix]
assert layer.weight.grad.tolist() == [[1, 1]]
scores = nn.Linear(2, 3)(torch.ones(4, 2))
assert not (scores > 0).float().mean().requires_grad
assert not scores.argmax(dim=1).float().mean().requires_grad

# --8<-- [start:wrong]
layer.zero_grad()
with torch.no_grad():
    loss = layer(torch.ones(1, 2)).sum()
loss.requires_grad_()
loss.backward()  # no error
print(layer.weight.grad)
# --8<-- [end:wrong]
assert layer.weight.grad is None

# --8<-- [start:fix-checkpoint]
from torch.utils.checkpoint import checkpoint

frozen = nn.Linear(2, 2).requires_grad_(False)  # its output needs no gradient
features = frozen(torch.ones(1, 2))
checkpoint(layer, features, use_reentrant=False).sum().backward()
print(layer.weight.grad is not None)
# --8<-- [end:fix-checkpoint]
assert torch.equal(layer.weight.grad, features)
