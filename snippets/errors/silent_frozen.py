"""Layers that were frozen, and train again after loading."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

trained = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
trained[0].requires_grad_(False)
torch.save(trained.state_dict(), "weights.pt")

model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
model.load_state_dict(torch.load("weights.pt"))
print("frozen:", [not p.requires_grad for p in model.parameters()])
# --8<-- [end:wrong-result]
assert all(p.requires_grad for p in model.parameters())

# --8<-- [start:fix]
model[0].requires_grad_(False)  # again, in code, before the optimizer is built
print("frozen:", [not p.requires_grad for p in model.parameters()])
# --8<-- [end:fix]
frozen = [not p.requires_grad for p in model.parameters()]
assert frozen == [True, True, False, False]
