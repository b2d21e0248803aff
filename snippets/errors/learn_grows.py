"""The loss grows: the learning rate is too large."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
from statistics import median

from torch.nn.utils import get_total_norm

norms = []


def explodes(model, times=10):
    """To be called between backward() and step()."""
    grads = [p.grad for p in model.parameters() if p.grad is not None]
    norms.append(get_total_norm(grads).item())
    usual = median(norms)
    if norms[-1] <= times * usual:  # False for NaN, too
        return ""
    return f"gradient {norms[-1]:.3g}, usually {usual:.3g}"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 3)
y = x.sum(1, keepdim=True)


def train(rate):
    norms.clear()
    model, measure = nn.Linear(3, 1), nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    for step in range(40):
        optimizer.zero_grad()
        loss = measure(model(x), y)
        loss.backward()
        if found := explodes(model):
            return f"step {step}: {found}"
        optimizer.step()
    return f"loss {loss:.4f}, nothing exploded"


print(train(rate=1.5))
# --8<-- [end:wrong-result]
assert train(1.5).startswith("step")

# --8<-- [start:fix]
print(train(rate=0.15))
# --8<-- [end:fix]
assert "nothing exploded" in train(0.15)
