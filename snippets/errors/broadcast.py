"""Shapes that do not broadcast."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

batch, weights = torch.ones(2, 3), torch.tensor([10.0, 20.0])
try:
    batch * weights
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(batch * weights[:, None])
# --8<-- [end:fix]
assert (batch * weights[:, None])[1, 0] == 20

# --8<-- [start:wrong]
print(batch[:, :2] * weights)
# --8<-- [end:wrong]
assert (batch[:, :2] * weights).shape != batch.shape

# --8<-- [start:fix-cut]
positions = torch.ones(4, 3)  # a model with four positions
text = torch.ones(1, 6, 3)  # and six words
print(tuple((text[:, : len(positions)] + positions).shape))
# --8<-- [end:fix-cut]
assert (text[:, : len(positions)] + positions).shape == (1, 4, 3)
