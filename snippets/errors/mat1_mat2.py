"""A linear layer that was built for another number of features."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(10, 2)
features = torch.ones(4, 16)
try:
    layer(features)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
layer = nn.Linear(features.shape[-1], 2)
print(tuple(layer(features).shape))
# --8<-- [end:fix]
assert layer(features).shape == (4, 2)

# --8<-- [start:wrong]
# sample 0 is all zeros, sample 1 all ones
samples = torch.arange(5.0)[:, None].expand(5, 16)
mixed = samples.reshape(-1, 10)
print(tuple(mixed.shape), mixed[1].tolist())
# --8<-- [end:wrong]
assert len(mixed) != len(samples) and set(mixed[1].tolist()) == {0.0, 1.0}

# --8<-- [start:fix-picture]
import torch.nn.functional as F

head = nn.Sequential(nn.Flatten(), nn.Linear(3 * 4 * 4, 2))  # is trained
picture = torch.ones(1, 3, 6, 6)
resized = F.interpolate(picture, size=(4, 4), mode="bilinear")
print(tuple(head(resized).shape))
# --8<-- [end:fix-picture]
assert head(resized).shape == (1, 2)
