"""cat of tensors that differ elsewhere than in its dimension."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

left, right = torch.ones(2, 3), torch.ones(2, 4)
try:
    torch.cat([left, right])
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(tuple(torch.cat([left, right], dim=1).shape))
# --8<-- [end:fix]
assert torch.cat([left, right], dim=1).shape == (2, 7)
