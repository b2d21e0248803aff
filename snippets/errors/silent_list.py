"""Layers in a plain list, which no state_dict has."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, hold=list):
        super().__init__()
        self.blocks = hold([nn.Linear(2, 2)])
        self.head = nn.Linear(2, 1)

    def forward(self, x):
        return self.head(self.blocks[0](x))


trained, model = Net(), Net()
print(model.load_state_dict(trained.state_dict()))
x = torch.ones(1, 2)
print("same output:", torch.equal(model(x), trained(x)))
print(list(trained.state_dict()))
# --8<-- [end:wrong-result]
assert not torch.equal(model(x), trained(x))

# --8<-- [start:fix]
trained, model = Net(nn.ModuleList), Net(nn.ModuleList)
print(model.load_state_dict(trained.state_dict()))
print("same output:", torch.equal(model(x), trained(x)))
# --8<-- [end:fix]
assert torch.equal(model(x), trained(x))
