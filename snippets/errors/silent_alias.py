"""Weights that were kept, and went on changing."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

model = nn.Linear(2, 1)
best = model.state_dict()  # to come back to
with torch.no_grad():
    model.weight += 1  # as a step of training does
same = torch.equal(best["weight"], model.weight)
print("best is what the model is now:", same)
# --8<-- [end:wrong-result]
assert torch.equal(best["weight"], model.weight)

# --8<-- [start:fix]
import copy

best = copy.deepcopy(model.state_dict())
with torch.no_grad():
    model.weight += 1
same = torch.equal(best["weight"], model.weight)
print("best is what the model is now:", same)
# --8<-- [end:fix]
assert torch.equal(best["weight"] + 1, model.weight)

# --8<-- [start:wrong]
best = model.state_dict().copy()  # another dictionary, the same tensors
with torch.no_grad():
    model.weight += 1
same = torch.equal(best["weight"], model.weight)
print("best is what the model is now:", same)
# --8<-- [end:wrong]
assert torch.equal(best["weight"], model.weight)
