"""Floats where torch counts rows."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

words = torch.tensor([0.0, 2.0])
try:
    nn.Embedding(3, 2)(words)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-index]
rows = torch.ones(3)
try:
    rows[words]
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-index]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(rows[words.long()], tuple(nn.Embedding(3, 2)(words.long()).shape))
# --8<-- [end:fix]
assert len(rows[words.long()]) == 2
