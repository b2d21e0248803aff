"""A module called with more, or fewer, inputs than its forward names."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn


class Net(nn.Module):
    def forward(self):  # names no input
        return torch.ones(2)


features = torch.ones(1, 2)
try:
    Net()(features)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-sequential]
layers = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
try:
    layers(features, features)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-sequential]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:raise-missing]
class Masked(nn.Module):
    def forward(self, features, mask):
        return features * mask


try:
    Masked()(features)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-missing]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
class Both(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = layers
        self.masked = Masked()

    def forward(self, features, mask):
        return self.masked(self.layers(features), mask)


print(tuple(Both()(features, torch.ones(2)).shape))
# --8<-- [end:fix]
assert torch.equal(Both()(features, torch.ones(2)), layers(features))
