"""A model on the GPU, its input on the CPU."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(2, 1).to("cuda")
features = torch.ones(1, 2)
try:
    layer(features)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
features = features.to(layer.weight.device)  # .to returns another tensor
print(tuple(layer(features).shape))
# --8<-- [end:fix]
assert layer(features).is_cuda
