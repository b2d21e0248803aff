"""A dimension that is not there."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

scores = torch.ones(1, 3).squeeze()  # a last batch of one sample
try:
    scores[:, 0]
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-dim]
try:
    scores.argmax(dim=1)
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-dim]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
scores = torch.ones(1, 3, 1).squeeze(-1)  # name the dimension that goes
print(tuple(scores.shape), scores.argmax(dim=1), scores[:, 0])
# --8<-- [end:fix]
assert scores.shape == (1, 3)
