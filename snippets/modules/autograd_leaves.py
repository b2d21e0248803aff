"""Which tensors are leaves, and which get a gradient: is_leaf, retain_grad."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["The .grad attribute of a Tensor that is not a leaf"]
# ///

# --8<-- [start:table]
import torch
from torch import nn

x = torch.ones(2, requires_grad=True)
tensors = {
    "torch.ones(2)": torch.ones(2),
    "x": x,
    "x.detach()": x.detach(),
    "nn.Parameter": nn.Parameter(torch.ones(2)),
    "x * 2": x * 2,
    "x.double()": x.double(),
}
print("              is_leaf  requires_grad  grad_fn")
for name, t in tensors.items():
    made_by = type(t.grad_fn).__name__ if t.grad_fn else "-"
    print(f"{name:<14}{t.is_leaf!s:<9}{t.requires_grad!s:<15}{made_by}")
# --8<-- [end:table]
assert [t.is_leaf for t in tensors.values()] == [True] * 4 + [False] * 2
wants_grad = [t.requires_grad for t in tensors.values()]
assert wants_grad == [False, True, False, True, True, True]

# --8<-- [start:grad]
import warnings

hidden, kept = x * 2, x * 3
kept.retain_grad()
(hidden + kept).sum().backward()
with warnings.catch_warnings(record=True) as caught:
    print("hidden.grad:", hidden.grad)
print("  warning:", str(caught[0].message).partition(". ")[0])
print("kept.grad:  ", kept.grad.tolist())
print("x.grad:     ", x.grad.tolist())
# --8<-- [end:grad]
assert caught and kept.grad.tolist() == [1, 1] and x.grad.tolist() == [5, 5]

# --8<-- [start:moved]
weight = torch.ones(2, requires_grad=True).double()  # no leaf any more
try:
    torch.optim.SGD([weight], lr=0.1)
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")

weight = torch.ones(2, dtype=torch.float64, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1)
# --8<-- [end:moved]
assert weight.is_leaf
assert not torch.ones(2, requires_grad=True).double().is_leaf
