"""Visit torch.nn and the data, each with the smallest thing it does."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch

# --8<-- [start:data]
from torch.utils.data import DataLoader, TensorDataset

numbers = TensorDataset(torch.arange(5))
print([batch.tolist() for [batch] in DataLoader(numbers, batch_size=2)])
# --8<-- [end:data]
assert len(DataLoader(numbers, batch_size=2)) == 3

# --8<-- [start:nn]
from torch import nn


class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(2.0))
        self.offset = torch.tensor(1.0)  # a plain tensor: nobody will train it

    def forward(self, x):
        return self.factor * x + self.offset


scale = Scale()
print(scale(torch.tensor(5.0)).item())
# --8<-- [end:nn]
assert scale(torch.tensor(5.0)) == 11

# --8<-- [start:parameter]
print([name for name, parameter in scale.named_parameters()])
# --8<-- [end:parameter]
assert dict(scale.named_parameters()).keys() == {"factor"}

# --8<-- [start:init]
nn.init.constant_(scale.factor, 10.0)
print(scale(torch.tensor(5.0)).item())
# --8<-- [end:init]
assert scale(torch.tensor(5.0)) == 51

# --8<-- [start:functional]
import torch.nn.functional as F

points = torch.tensor([-1.0, 0.0, 2.0])
print(F.relu(points).tolist())
print(torch.equal(F.relu(points), nn.ReLU()(points)))
# --8<-- [end:functional]
assert torch.equal(F.relu(points), nn.ReLU()(points))

# --8<-- [start:containers]
model = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
print([name for name, parameter in model.named_parameters()])
forgetful = nn.Module()
forgetful.layers = [nn.Linear(4, 3)]  # an nn.ModuleList would be seen
print(len(list(forgetful.parameters())))
# --8<-- [end:containers]
assert len(list(model.parameters())) == 4 and not list(forgetful.parameters())
