"""Transpose more than a matrix: .T warns, .mT and permute are clear."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["use of `x.T` on tensors of dimension other than 2"]
# ///

# --8<-- [start:transpose]
import warnings

import torch

batch = torch.zeros(8, 2, 3)  # eight matrices
with warnings.catch_warnings(record=True) as raised:
    reversed_all = batch.T
print(".T      ", tuple(reversed_all.shape))
print(".mT     ", tuple(batch.mT.shape))
print("permute ", tuple(batch.permute(1, 0, 2).shape))
print(str(raised[0].message).split(" Consider")[0])
# --8<-- [end:transpose]
assert reversed_all.shape == (3, 2, 8) and batch.mT.shape == (8, 3, 2)
