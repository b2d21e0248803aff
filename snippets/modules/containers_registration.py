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
    print("ValueError:", error)
# --8<-- [end:cost]
assert forgetful.layers[0].weight.dtype == torch.float32


# --8<-- [start:books]
class Everything(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.scale = nn.Parameter(torch.ones(2))
        self.seen = nn.Buffer(torch.zeros(1))
        self.register_buffer("older", torch.zeros(1))
        self.plain = torch.zeros(1)


module = Everything()
for book in ("_modules", "_parameters", "_buffers"):
    print(f"{book:<12}", *getattr(module, book))
print("plain is an ordinary attribute:", "plain" in vars(module))
print("layer is one:", "layer" in vars(module))
# --8<-- [end:books]
assert "plain" in vars(module) and "layer" not in vars(module)
keys = list(module.state_dict())
assert keys == ["scale", "seen", "older", "layer.weight", "layer.bias"]


# --8<-- [start:too-early]
class TooEarly(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(2, 2)
        super().__init__()


try:
    TooEarly()
    raise AssertionError("should have been refused")
except AttributeError as error:
    print("AttributeError:", error)
# --8<-- [end:too-early]
