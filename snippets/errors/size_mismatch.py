"""A layer of the checkpoint has another shape than the model's."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

old = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 10))
# two classes instead of ten
new = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
try:
    new.load_state_dict(old.state_dict())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("shapes do not matter now")

# --8<-- [start:wrong]
try:
    new.load_state_dict(old.state_dict(), strict=False)
except RuntimeError as error:
    print(f"{type(error).__name__}: {str(error).splitlines()[1].strip()}")
# --8<-- [end:wrong]
else:
    raise AssertionError("strict=False forgives shapes now")

# --8<-- [start:fix]
new = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 2))
own, state = new.state_dict(), old.state_dict()
for key in list(state):
    if key not in own or state[key].shape != own[key].shape:
        del state[key]
print(new.load_state_dict(state, strict=False))
# --8<-- [end:fix]
assert torch.equal(new[0].weight, old[0].weight)

# --8<-- [start:fix-file]
state = old.state_dict()
classes, features = state["1.weight"].shape  # as the file has it
like_the_file = nn.Sequential(nn.Linear(4, 3), nn.Linear(features, classes))
print(like_the_file.load_state_dict(state))
# --8<-- [end:fix-file]
assert torch.equal(like_the_file[1].weight, old[1].weight)
