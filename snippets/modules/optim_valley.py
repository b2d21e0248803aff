"""Three optimizers, each with its best rate of nine, in a steep valley."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:valley]
import torch
from torch import nn


def height(point):
    x, y = point
    return x**2 / 2 + 100 * y**2 / 2


def end(rule, steps=100, **settings):
    point = nn.Parameter(torch.tensor([-2.5, 0.8]))
    optimizer = rule([point], **settings)
    for _ in range(steps):
        optimizer.zero_grad()
        height(point).backward()
        optimizer.step()
    return height(point).item()


best = {}
for name, rule, settings in (
    ("SGD", torch.optim.SGD, {}),
    ("SGD with momentum", torch.optim.SGD, {"momentum": 0.9}),
    ("Adam", torch.optim.Adam, {}),
):
    ends = {}
    for lr in (0.001, 0.003, 0.01, 0.018, 0.03, 0.1, 0.18, 0.3, 1.0):
        ends[lr] = end(rule, lr=lr, **settings)
    best[name] = min(h for h in ends.values() if h == h)  # some are nan
    print(f"{name:<18}height {best[name]:.0e}")
# --8<-- [end:valley]
assert best["SGD with momentum"] < best["SGD"] / 100
assert best["Adam"] < best["SGD"] / 100
