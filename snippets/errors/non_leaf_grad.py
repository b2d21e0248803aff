"""The gradient of a result in the middle."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["not a leaf Tensor is being accessed"]
# ///

# --8<-- [start:raise]
import warnings

import torch

weight = torch.ones(2, requires_grad=True)
hidden = weight * 3
hidden.sum().backward()
with warnings.catch_warnings(record=True) as caught:
    gradient = hidden.grad
kind, told = caught[0].category, str(caught[0].message)
print(f"{kind.__name__}:", told.partition(" (Triggered")[0])
# --8<-- [end:raise]
assert gradient is None

# --8<-- [start:fix]
hidden = weight * 3
hidden.retain_grad()  # before backward
hidden.sum().backward()
print(hidden.grad)
# --8<-- [end:fix]
assert hidden.grad.tolist() == [1, 1]
