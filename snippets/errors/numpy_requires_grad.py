"""A result with a history, asked for as a NumPy array."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(2, 1)
prediction = layer(torch.ones(1, 2))
try:
    prediction.numpy()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
array = prediction.detach().cpu().numpy()
print(array.shape)
# --8<-- [end:fix]
assert array.shape == (1, 1)

# --8<-- [start:wrong]
array[:] = 0
print(prediction.item())  # shares its memory on the CPU
# --8<-- [end:wrong]
assert prediction.item() == 0
