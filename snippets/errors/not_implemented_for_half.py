"""An operation that a device does not have for a type."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

scores = torch.tensor([2, 1, 0])
try:
    scores.softmax(dim=0)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-half]
points = torch.ones(2, 3, dtype=torch.float16)
try:
    torch.cdist(points, points)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-half]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(scores.float().softmax(dim=0))
print(torch.cdist(points.float(), points.float()))
# --8<-- [end:fix]
assert scores.float().softmax(dim=0).sum().item() == 1
