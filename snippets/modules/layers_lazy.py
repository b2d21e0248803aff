"""Lazy layers learn their size from the first input, or a state_dict."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:lazy]
import torch
from torch import nn

layer = nn.LazyLinear(out_features=3)
print(type(layer).__name__, layer.weight)
try:
    sum(p.numel() for p in layer.parameters())
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}:", str(error).partition(" in ")[0])
layer(torch.rand(2, 7))
print(type(layer).__name__, tuple(layer.weight.shape))
# --8<-- [end:lazy]
assert type(layer) is nn.Linear and layer.weight.shape == (3, 7)

# --8<-- [start:load]
fresh = nn.LazyLinear(out_features=3)
print(fresh.load_state_dict(layer.state_dict()))
print(tuple(fresh.weight.shape))
# --8<-- [end:load]
assert torch.equal(fresh.weight, layer.weight)
