"""What an initialisation does to a signal on its way through many layers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:depth]
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


def kaiming(weight):
    nn.init.kaiming_normal_(weight, nonlinearity="relu")


def orthogonal_for_relu(weight):
    nn.init.orthogonal_(weight, gain=math.sqrt(2))


def truncated(weight):
    nn.init.trunc_normal_(weight, std=0.02)


def too_large(weight):
    nn.init.normal_(weight, std=0.3)


xavier_, orthogonal_ = nn.init.xavier_normal_, nn.init.orthogonal_
inits = [linear_default, xavier_, orthogonal_, kaiming]
inits += [orthogonal_for_relu, truncated, too_large]
powers = {}
for init in inits:
    first, *_, last = spread(init, torch.relu)
    powers[init] = math.log10(last / first)
    power = round(powers[init])
    print(f"{init.__name__:<20}layer 20 / layer 1: about 10^{power}")
# --8<-- [end:depth]
assert -0.5 < powers[kaiming] < 0.5 and powers[too_large] > 3
assert powers[linear_default] < -6 < powers[xavier_] < -2
assert -0.5 < powers[orthogonal_for_relu] < 0.5 and powers[truncated] < -12
assert abs(powers[orthogonal_] - powers[xavier_]) < 0.5


# --8<-- [start:normalised]
def normalised(x):
    return torch.relu(nn.functional.layer_norm(x, x.shape[1:]))


for init in (linear_default, truncated):
    first, *_, last = spread(init, normalised)
    power = round(math.log10(last / first))
    print(f"{init.__name__:<15}with layer normalisation: about 10^{power}")
    assert 0.5 < last / first < 2
# --8<-- [end:normalised]
