"""An optimizer's state, loaded into another division into groups."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
body, head = model[0].parameters(), model[1].parameters()
groups = [{"params": body, "lr": 0.01}, {"params": head, "lr": 0.1}]
saved = torch.optim.SGD(groups).state_dict()

optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
try:
    optimizer.load_state_dict(saved)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the number of groups does not matter now")

# --8<-- [start:fix]
print([(len(group["params"]), group["lr"]) for group in saved["param_groups"]])

body, head = model[0].parameters(), model[1].parameters()
optimizer = torch.optim.SGD([{"params": body}, {"params": head}], lr=0.5)
optimizer.load_state_dict(saved)
print([group["lr"] for group in optimizer.param_groups])
# --8<-- [end:fix]
assert [group["lr"] for group in optimizer.param_groups] == [0.01, 0.1]
