"""What gain and fan are for: an activation, and the way back."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import math

import torch
from torch import nn

# --8<-- [start:gains]
for name in ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu"):
    print(f"{name:<11}{nn.init.calculate_gain(name):.4f}")
# --8<-- [end:gains]
assert nn.init.calculate_gain("relu") == math.sqrt(2)

torch.manual_seed(0)
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
