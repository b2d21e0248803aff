"""What a model's state_dict contains: parameters, persistent buffers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn


class Scaler(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)  # a module: its parameters
        self.norm = nn.BatchNorm1d(3)  # parameters and buffers
        self.gain = nn.Parameter(torch.ones(3))
        self.register_buffer("mean", torch.zeros(3))
        self.scale = nn.Buffer(torch.ones(3))  # the same in one line
        self.cache = nn.Buffer(torch.zeros(9), persistent=False)
        self.plain = torch.zeros(3)  # just an attribute
        self.in_a_list = [nn.Linear(2, 2)]


model = Scaler()
# --8<-- [end:model]

# --8<-- [start:contents]
parameters = dict(model.named_parameters())
for name, tensor in model.state_dict().items():
    kind = "parameter" if name in parameters else "buffer"
    print(f"{name:<25}{kind:<11}{tuple(tensor.shape)}")
# --8<-- [end:contents]

# --8<-- [start:left-out]
buffers = dict(model.named_buffers())
saved = "cache" in model.state_dict()
print("a buffer:", "cache" in buffers, "- saved:", saved)
known = {**parameters, **buffers}
for name in ("plain", "in_a_list"):
    print(f"{name} known:", any(name in path for path in known))
model.double()
print("cache:", model.cache.dtype, "- plain:", model.plain.dtype)
# --8<-- [end:left-out]
assert known.keys() - model.state_dict().keys() == {"cache"}
assert set(model.state_dict()) <= known.keys()
expected = {"mean", "scale", "gain", "norm.running_mean"}
assert expected <= model.state_dict().keys()
assert not any("plain" in path or "in_a_list" in path for path in known)
assert model.cache.dtype != model.plain.dtype == torch.float32
