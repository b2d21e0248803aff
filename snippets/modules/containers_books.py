"""The three books of a module, and an assignment before they exist."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


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
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:too-early]
