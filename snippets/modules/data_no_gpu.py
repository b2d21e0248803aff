"""pin_memory without a GPU: the DataLoader warns, the tensor refuses."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# warns = ["'pin_memory' argument is set as true"]
# ///

# --8<-- [start:program]
import os
import warnings

# as if there were no GPU: before torch is imported
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import torch
from torch.utils.data import DataLoader

with warnings.catch_warnings(record=True) as caught:
    (batch,) = DataLoader(torch.arange(2), batch_size=2, pin_memory=True)
for warning in caught:
    print("warned:", str(warning.message).partition(" but ")[0])
print("pinned:", batch.is_pinned())
try:
    torch.arange(2).pin_memory()
except RuntimeError as error:
    print("tensor.pin_memory() raises a", type(error).__name__)
# --8<-- [end:program]
assert not batch.is_pinned() and len(caught) <= 1
try:
    torch.arange(2).pin_memory()
except RuntimeError:
    pass
else:
    raise AssertionError("pinned without a GPU")
