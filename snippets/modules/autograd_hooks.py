"""Watch and change gradients with hooks; see what an operation saves."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Full backward hook is firing"]
# ///

# --8<-- [start:tensor]
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.register_hook(lambda grad: print("arrives:", grad.tolist()))
x.register_post_accumulate_grad_hook(
    lambda leaf: print("is kept:", leaf.grad.tolist())
)
square = x * x
# what a hook returns goes on
square.register_hook(lambda grad: grad.clamp(max=0.5))
square.sum().backward()
# --8<-- [end:tensor]
assert x.grad.tolist() == [1, 2]  # without the clamp: [2, 4]
# a reentrant checkpoint goes backward through each part on its own
from torch.utils.checkpoint import checkpoint

for reentrant, expected in ((True, [1, 2]), (False, [2])):
    seen, w = [], torch.ones(1, requires_grad=True)
    keep = w.register_post_accumulate_grad_hook
    keep(lambda leaf, seen=seen: seen.append(leaf.grad.item()))
    y = torch.ones(1, requires_grad=True)
    for _ in range(2):
        y = checkpoint(lambda t, w=w: t * w, y, use_reentrant=reentrant)
    y.backward()
    assert seen == expected

# --8<-- [start:module]
from torch import nn


def report(module, into, out):
    name = type(module).__name__
    arrives, leaves = (g if g is None else tuple(g.shape) for g in out + into)
    print(f"{name:<7} arrives {arrives}, leaves {leaves}")


model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
for module in model:
    module.register_full_backward_hook(report)
model(torch.rand(5, 3)).sum().backward()
# --8<-- [end:module]


# --8<-- [start:saved]
def saves(compute):
    """Which tensors an operation keeps for its backward."""
    kept = []

    def pack(t):
        kept.append("x" if t.data_ptr() == x.data_ptr() else "its result")
        return t

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        compute(x)
    return kept


operations = {
    "x + x": lambda x: x + x,
    "x.sum()": lambda x: x.sum(),
    "x.exp()": lambda x: x.exp(),
    "x.relu()": lambda x: x.relu(),
    "x * x": lambda x: x * x,
}
for name, compute in operations.items():
    print(f"{name:<9}", " and ".join(saves(compute)) or "nothing")
# --8<-- [end:saved]
assert saves(lambda x: x + x) == [] and saves(lambda x: x * x) == ["x", "x"]
assert saves(lambda x: x.exp()) == ["its result"]
