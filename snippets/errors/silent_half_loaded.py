"""A load that failed, and what it left behind."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

trained = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 10))
model = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
try:
    model.load_state_dict(trained.state_dict())
except RuntimeError:
    print("refused")
overwritten = torch.equal(model[0].weight, trained[0].weight)
print("first layer overwritten:", overwritten)
# --8<-- [end:wrong-result]
assert torch.equal(model[0].weight, trained[0].weight)

# --8<-- [start:fix]
import copy

model = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
before = copy.deepcopy(model.state_dict())
try:
    model.load_state_dict(trained.state_dict())
except RuntimeError:
    model.load_state_dict(before)
print("as before:", torch.equal(model[0].weight, before["0.weight"]))
# --8<-- [end:fix]
assert not torch.equal(model[0].weight, trained[0].weight)
