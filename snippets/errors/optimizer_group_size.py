"""An optimizer's state, loaded for a model with other parameters."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

old = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
saved = torch.optim.SGD(old.parameters(), lr=0.1).state_dict()

new = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 1))  # a layer more
optimizer = torch.optim.SGD(new.parameters(), lr=0.1)
try:
    optimizer.load_state_dict(saved)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the number of parameters does not matter now")

# --8<-- [start:fix]
optimizer = torch.optim.SGD(old.parameters(), lr=0.5)  # the parameters that were saved
optimizer.load_state_dict(saved)
optimizer.add_param_group({"params": new[1].parameters(), "lr": 0.01})  # then the others
print([group["lr"] for group in optimizer.param_groups])
# --8<-- [end:fix]
assert [group["lr"] for group in optimizer.param_groups] == [0.1, 0.01]
