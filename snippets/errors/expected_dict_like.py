"""load_state_dict was given a path, or a model."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(2, 1)
torch.save(model.state_dict(), "weights.pt")

restored = nn.Linear(2, 1)
for wrong in ("weights.pt", model):
    try:
        restored.load_state_dict(wrong)
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError(f"{wrong} is accepted now")

# --8<-- [start:fix]
print(restored.load_state_dict(torch.load("weights.pt")))
print(restored.load_state_dict(model.state_dict()))
# --8<-- [end:fix]
assert torch.equal(restored.weight, model.weight)
