"""A tensor on the GPU, asked to be an array."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:raise]
import numpy as np
import torch

values = torch.ones(3, device="cuda")
try:
    np.asarray(values)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

try:
    values.numpy()
    raise AssertionError("nothing is raised any more")
except TypeError:
    pass

# --8<-- [start:fix]
array = values.detach().cpu().numpy()
print(array)
# --8<-- [end:fix]
assert array.tolist() == [1, 1, 1]
