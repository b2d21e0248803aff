"""What an optimizer does not notice: a parameter replaced afterwards."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:replaced]
import torch
from torch import nn


def moves(model, optimizer):
    """Whether a step changes the weight that the model computes with."""
    before = model.weight.detach().clone()
    optimizer.zero_grad()
    model(torch.ones(1, 2, dtype=before.dtype)).sum().backward()
    optimizer.step()
    return not torch.equal(model.weight, before)


model = nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
print("as built:", moves(model, optimizer))

model.weight = nn.Parameter(torch.zeros(2, 2))
print("weight replaced:", moves(model, optimizer))

optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
print("optimizer built again:", moves(model, optimizer))
# --8<-- [end:replaced]
assert moves(model, optimizer)

# --8<-- [start:kept]
weight = model.weight
model.to(torch.float64)
print("after .to(float64):", model.weight is weight, moves(model, optimizer))

with torch.no_grad():
    model.weight.copy_(torch.zeros(2, 2))
print("after copy_:", model.weight is weight, moves(model, optimizer))

model.load_state_dict(model.state_dict())
same = model.weight is weight
print("after load_state_dict:", same, moves(model, optimizer))

state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
model.load_state_dict(state, assign=True)
print("with assign=True:", model.weight is weight, moves(model, optimizer))

planned = nn.Linear(2, 2, device="meta")
on_meta = planned.weight
planned.to_empty(device="cpu")
print("after to_empty from meta:", planned.weight is on_meta)
# --8<-- [end:kept]
assert model.weight is not weight and not moves(model, optimizer)
assert planned.weight is not on_meta

# --8<-- [start:check]
held = {id(p) for group in optimizer.param_groups for p in group["params"]}
lost = [name for name, p in model.named_parameters() if id(p) not in held]
print("not held by the optimizer:", lost)
# --8<-- [end:check]
assert lost == ["weight", "bias"]
