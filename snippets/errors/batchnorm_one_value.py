"""Batch normalisation of a batch of one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.BatchNorm1d(4)
one = torch.ones(1, 4)
try:
    layer(one)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
layer.eval()  # to predict; to train, let no batch have one sample
print(layer(one))
# --8<-- [end:fix]
assert layer(one).shape == (1, 4)

# --8<-- [start:wrong]
layer = nn.BatchNorm1d(4).eval()
for _ in range(100):
    layer(100 + torch.randn(32, 4))
print(layer.running_mean)
layer.train()(100 + torch.randn(32, 4))
print(layer.running_mean > 5)
# --8<-- [end:wrong]
assert layer.num_batches_tracked == 1
