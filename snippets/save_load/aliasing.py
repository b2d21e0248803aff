"""A state_dict is no copy: it holds the live tensors, and they change."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:training]
import torch
from torch import nn

model = nn.Linear(1, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)


def train():
    loss = (model(torch.ones(4, 1)) - 9).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


train()
# --8<-- [end:training]

# --8<-- [start:best]
import copy

best = model.state_dict()
kept = copy.deepcopy(model.state_dict())
before = model.weight.item()
train()
print("state_dict() stayed:", best["weight"].item() == before)
print("deepcopy stayed:    ", kept["weight"].item() == before)
# --8<-- [end:best]
assert best["weight"].item() == model.weight.item() != before
assert kept["weight"].item() == before

# --8<-- [start:shallow]
shallow = dict(model.state_dict())  # a new dictionary, the old tensors
new = model.state_dict() is not model.state_dict()
print("a new dictionary each time:", new)
print("one memory:", shallow["weight"].data_ptr() == model.weight.data_ptr())
# --8<-- [end:shallow]
assert model.state_dict() is not model.state_dict()
assert shallow["weight"].data_ptr() == model.weight.data_ptr()
assert shallow["weight"].data_ptr() != kept["weight"].data_ptr()

# --8<-- [start:optimizer]
live = optimizer.state_dict()
kept = copy.deepcopy(optimizer.state_dict())
before = live["state"][0]["exp_avg"].item()
train()
print("state_dict() stayed:", live["state"][0]["exp_avg"].item() == before)
print("deepcopy stayed:    ", kept["state"][0]["exp_avg"].item() == before)
# --8<-- [end:optimizer]
assert live["state"][0]["exp_avg"].item() != before
assert kept["state"][0]["exp_avg"].item() == before

# --8<-- [start:file]
before = model.weight.item()
torch.save(model.state_dict(), "best.pt")
train()
best = torch.load("best.pt", weights_only=True)
print("the file stayed:", best["weight"].item() == before)
# --8<-- [end:file]
assert best["weight"].item() == before != model.weight.item()
