"""A parameter that is changed in place."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(2, requires_grad=True)
try:
    weight += 1
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-view]
try:
    weight[0] = 5
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-view]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
with torch.no_grad():
    weight += 1
    weight[0] = 5
print(weight)
# --8<-- [end:fix]
assert weight.tolist() == [5, 2] and weight.is_leaf

# --8<-- [start:wrong]
optimizer = torch.optim.SGD([weight], lr=0.1)
weight = weight + 1  # no error, but it is another tensor
held = optimizer.param_groups[0]["params"][0]
print("leaf:", weight.is_leaf, "trained:", held is weight)
# --8<-- [end:wrong]
assert not weight.is_leaf and held.is_leaf and held is not weight
