"""view on a tensor that does not lie in one piece."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

matrix = torch.arange(6).reshape(2, 3)
try:
    matrix.t().view(6)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(matrix.t().reshape(6))
# --8<-- [end:fix]
assert matrix.t().reshape(6).tolist() == [0, 3, 1, 4, 2, 5]

# --8<-- [start:wrong]
print(matrix.view(6))  # no error, and another order
# --8<-- [end:wrong]
assert matrix.view(6).tolist() != matrix.t().reshape(6).tolist()
