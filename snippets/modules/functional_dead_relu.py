"""A dead ReLU stays dead on fixed data, and may wake up inside a network."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:dead]
import torch
from torch import nn


def wakes(net, before, steps=100):
    """Push unit 0 of layer `before` below zero for all data; then train."""
    up_to = net[: before + 1]
    x = torch.randn(50, 2)
    with torch.no_grad():
        net[before].bias[0] -= up_to(x)[:, 0].max() + 0.05
    optimizer = torch.optim.SGD(net.parameters(), lr=0.2)
    for _ in range(steps):
        optimizer.zero_grad()
        (net(x) - torch.sin(3 * x[:, :1])).square().mean().backward()
        optimizer.step()
        if up_to(x)[:, 0].max() > 0:
            return True
    return False


for name, before in (("the first layer", 0), ("the second layer", 2)):
    woken = 0
    for seed in range(4):
        torch.manual_seed(seed)
        layers = nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU()
        net = nn.Sequential(*layers, nn.Linear(16, 1))
        woken += wakes(net, before)
    print(f"in {name}, some wake: {woken > 0}")
    # --8<-- [end:dead]
    assert (woken > 0) == (before > 0)

# weight decay moves the weight without a gradient, and wakes the unit
unit = nn.Linear(1, 1)
nn.init.constant_(unit.weight, -2)
nn.init.constant_(unit.bias, 1.5)
optimizer = torch.optim.AdamW([unit.weight], lr=0.1)
x = torch.ones(1, 1)
for _ in range(400):
    if unit(x) > 0:
        break
    optimizer.zero_grad()
    torch.relu(unit(x)).sum().backward()
    assert unit.weight.grad == 0
    optimizer.step()
assert unit(x) > 0
