"""A table of all pairs that no memory holds."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# varies = ["alloc_cpu.cpp:\\d+"]
# ///

# --8<-- [start:raise]
import torch

points = torch.zeros(10_000_000)
try:
    points[:, None] - points  # all pairs
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
nearest = []
for piece in points[:2].split(1):  # the first two rows of that table
    nearest.append((piece[:, None] - points).abs().amin(1))
print(torch.cat(nearest))
# --8<-- [end:fix]
assert torch.cat(nearest).shape == (2,)
