"""The result of load_state_dict was taken for the model."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

trained = nn.Linear(2, 1)
model = nn.Linear(2, 1)
model = model.load_state_dict(trained.state_dict())
try:
    model.eval()
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("load_state_dict returns the model now")

# --8<-- [start:raise-call]
try:
    model(torch.ones(2))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-call]
else:
    raise AssertionError("the report computes now")

# --8<-- [start:fix]
model = nn.Linear(2, 1)
model.load_state_dict(trained.state_dict())  # changes the model itself
print(model.eval())
# --8<-- [end:fix]
assert model.weight.equal(trained.weight)
