"""A dot product of two vectors of different lengths."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

query, memory = torch.ones(3), torch.ones(2)
try:
    query @ memory
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
weight = torch.ones(2, 3)  # from 3 numbers to 2
print((weight @ query) @ memory)
# --8<-- [end:fix]
assert (weight @ query) @ memory == 6

# --8<-- [start:raise-batch]
stack = torch.ones(5, 2, 3)
try:
    stack @ stack
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-batch]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix-batch]
print(tuple((stack @ stack.mT).shape))
# --8<-- [end:fix-batch]
assert (stack @ stack.mT).shape == (5, 2, 2)
