"""What gain and fan are for: an activation, and the way back."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import math

import torch
from torch import nn


def spread(init, activation, depth=20, width=128):
    """Standard deviation before each activation: one batch, no biases."""
    torch.manual_seed(0)
    x, found = torch.randn(256, width), []
    for _ in range(depth):
        weight = torch.empty(width, width)
        init(weight)
        x = x @ weight.T
        found.append(x.std().item())
        x = activation(x)
    return found


def linear_default(weight):
    nn.init.kaiming_uniform_(weight, a=math.sqrt(5))


# --8<-- [start:tanh]
def xavier(weight, gain=1.0):
    nn.init.xavier_normal_(weight, gain=gain)


def xavier_with_gain(weight):
    xavier(weight, gain=nn.init.calculate_gain("tanh"))


after = {}
for init in (linear_default, xavier, xavier_with_gain):
    after[init] = spread(init, torch.tanh)[-1]
    print(f"{init.__name__:<17} layer 20 with tanh: {after[init]:.1g}")
# --8<-- [end:tanh]
assert after[xavier_with_gain] > 0.5 > after[xavier] > 0.1
assert after[linear_default] < 1e-3

# --8<-- [start:gains]
for name in ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu"):
    print(f"{name:<11}{nn.init.calculate_gain(name):.4f}")
# --8<-- [end:gains]
assert nn.init.calculate_gain("relu") == math.sqrt(2)

# --8<-- [start:fan]
weight = torch.empty(100, 400)  # 400 in, 100 out
x, gradient = torch.randn(1000, 400), torch.randn(1000, 100)
kept = {}
for mode in ("fan_in", "fan_out"):
    nn.init.kaiming_normal_(weight, mode=mode, nonlinearity="linear")
    kept[mode] = (x @ weight.T).std().item(), (gradient @ weight).std().item()
    forward, backward = kept[mode]
    print(f"{mode:<8} forward × {forward:.1f}, backward × {backward:.1f}")

nn.init.kaiming_normal_(weight, nonlinearity="relu")
for_relu = weight.std()
nn.init.kaiming_normal_(weight)  # nonlinearity="leaky_relu", a=0
same = torch.isclose(weight.std(), for_relu, rtol=0.02).item()
print("the default is meant for ReLU:", same)
# --8<-- [end:fan]
assert same
expected = torch.tensor([[1, 0.5], [2, 1]])
assert torch.allclose(torch.tensor(list(kept.values())), expected, rtol=0.05)
