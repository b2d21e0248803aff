"""deepcopy of something that holds the result of a computation."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import copy

import torch
from torch import nn

model = nn.Linear(2, 1)
model.last = model(torch.ones(2))  # kept to look at later
try:
    best = copy.deepcopy(model)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("any tensor can be copied now")

# --8<-- [start:fix]
model.last = model(torch.ones(2)).detach()  # the numbers without their history
best = copy.deepcopy(model)
print(torch.equal(best.weight, model.weight), best.weight is model.weight)
# --8<-- [end:fix]
assert torch.equal(best.last, model.last)
