"""What a module finds in a Python list (nothing), in a ModuleList (all)."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:list]
import torch
from torch import nn


class Forgetful(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 4), nn.Linear(4, 2)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class Mindful(Forgetful):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(self.layers)


for model in (Forgetful(), Mindful()):
    found = list(model.parameters())
    shape = tuple(model(torch.rand(1, 4)).shape)
    name = type(model).__name__
    print(f"{name:<10}computes {shape}, parameters: {len(found)}")
# --8<-- [end:list]
assert len(list(Forgetful().parameters())) == 0
assert len(list(Mindful().parameters())) == 4

# --8<-- [start:cost]
forgetful = Forgetful()
print("state_dict:", dict(forgetful.state_dict()))
forgetful.double()
print("after double():", forgetful.layers[0].weight.dtype)
forgetful.eval()
print("after eval(), training:", forgetful.layers[0].training)
try:
    torch.optim.SGD(forgetful.parameters(), lr=0.1)
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:cost]
assert forgetful.layers[0].weight.dtype == torch.float32
