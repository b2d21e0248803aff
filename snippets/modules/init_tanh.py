"""Twenty tanh layers: the signal forward, the gradients on the way back."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:tanh]
import math

import torch
from torch import nn


def twenty_layers(init, width=128):
    """Signal before the last tanh, gradients of the first and last weight."""
    torch.manual_seed(0)
    x, weights = torch.randn(256, width), []
    for _ in range(20):
        weights.append(torch.empty(width, width, requires_grad=True))
        init(weights[-1])
        before = x @ weights[-1].T
        x = before.tanh()
    x.square().mean().backward()
    at_end = x.abs().gt(0.99).float().mean().item()  # slope below 0.02
    first, last = weights[0].grad.std(), weights[-1].grad.std()
    return before.std().item(), at_end, (first / last).item()


def linear_default(weight):
    nn.init.kaiming_uniform_(weight, a=math.sqrt(5))


def xavier(weight, gain=1.0):
    nn.init.xavier_normal_(weight, gain=gain)


def xavier_with_gain(weight):
    xavier(weight, gain=nn.init.calculate_gain("tanh"))


def too_large(weight):
    nn.init.normal_(weight, std=0.3)


print("                  signal  beyond 0.99  gradient, first : last")
found = {}
for init in (linear_default, xavier, xavier_with_gain, too_large):
    found[init] = signal, beyond, ratio = twenty_layers(init)
    print(f"{init.__name__:<17}{signal:7.1g}{beyond:13.0%}{ratio:15.2g} : 1")
# --8<-- [end:tanh]
assert found[linear_default][0] < 1e-3 < 0.1 < found[xavier][0] < 0.5
assert found[xavier_with_gain][0] > 0.5
assert found[too_large][1] > 0.3 and found[too_large][2] > 100
assert 0.1 < found[xavier][2] < 10 and 0.1 < found[linear_default][2] < 10
