"""The mean of integers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

hits = torch.tensor([1, 0, 1, 1])
try:
    hits.mean()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-bool]
try:
    (hits == 1).mean()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-bool]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(hits.float().mean(), (hits == 1).float().mean())
# --8<-- [end:fix]
assert hits.float().mean() == 0.75
