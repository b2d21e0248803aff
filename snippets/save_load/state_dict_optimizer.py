"""What an optimizer's state_dict contains: settings, state by position."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:step]
import torch
from torch import nn

model = nn.Linear(3, 2)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
print("before a step:", optimizer.state_dict()["state"])

model(torch.ones(1, 3)).sum().backward()
optimizer.step()
# --8<-- [end:step]
assert optimizer.state_dict()["state"]

# --8<-- [start:contents]
contents = optimizer.state_dict()
print(*contents)
for position, entry in contents["state"].items():
    shapes = {name: tuple(value.shape) for name, value in entry.items()}
    print(position, shapes)
group = contents["param_groups"][0]
print("lr", group["lr"], "for the parameters", group["params"])
# --8<-- [end:contents]
assert list(contents["state"]) == group["params"] == [0, 1]
assert contents["state"][0]["exp_avg"].shape == model.weight.shape

# --8<-- [start:lr]
other = torch.optim.Adam(nn.Linear(3, 2).parameters(), lr=0.5)
other.load_state_dict(contents)
print("lr:", other.param_groups[0]["lr"])
# --8<-- [end:lr]
assert torch.optim.Adagrad(model.parameters()).state_dict()["state"]
assert other.param_groups[0]["lr"] == 0.01
