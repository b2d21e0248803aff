"""An optimizer's state, loaded for a model with other parameters."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

old = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
trained = torch.optim.SGD(old.parameters(), lr=0.1, momentum=0.9)
old(torch.ones(1, 2)).sum().backward()
trained.step()
saved = trained.state_dict()

# a layer more
new = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 1))
optimizer = torch.optim.SGD(new.parameters(), lr=0.1, momentum=0.9)
try:
    optimizer.load_state_dict(saved)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the number of parameters does not matter now")

# --8<-- [start:fix]
# what was saved, in that order
kept = [*new[0].parameters(), *new[2].parameters()]
optimizer = torch.optim.SGD(kept, lr=0.5, momentum=0.9)
optimizer.load_state_dict(saved)
# then the others
optimizer.add_param_group({"params": new[1].parameters(), "lr": 0.01})
print([group["lr"] for group in optimizer.param_groups], len(optimizer.state))
# --8<-- [end:fix]
assert [group["lr"] for group in optimizer.param_groups] == [0.1, 0.01]
assert set(optimizer.state) == set(kept)

# --8<-- [start:wrong]
optimizer = torch.optim.SGD(new.parameters(), lr=0.1, momentum=0.9)
try:
    optimizer.load_state_dict(saved)
except ValueError:
    print("never mind")
print("parameters with momentum:", len(optimizer.state))
# --8<-- [end:wrong]
assert not optimizer.state
