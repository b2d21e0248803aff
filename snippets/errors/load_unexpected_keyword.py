"""weights_only, given to load_state_dict by a misplaced parenthesis."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(2, 1)
torch.save(layer.state_dict(), "weights.pt")
restored = nn.Linear(2, 1)
try:
    restored.load_state_dict(torch.load("weights.pt"), weights_only=True)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("load_state_dict takes weights_only now")

# --8<-- [start:fix]
print(restored.load_state_dict(torch.load("weights.pt", weights_only=True)))
# --8<-- [end:fix]
assert torch.equal(restored.weight, layer.weight)
