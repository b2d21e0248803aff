"""The deprecated names of mixed precision, and those that replaced them."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = [
#     "torch.cuda.amp.autocast.* is deprecated",
#     "torch.cuda.amp.GradScaler.* is deprecated",
# ]
# ///

# --8<-- [start:old]
import warnings

import torch

with warnings.catch_warnings(record=True) as caught:
    torch.cuda.amp.autocast(enabled=False)
    torch.cuda.amp.GradScaler(enabled=False)
for warning in caught:
    print(f"{warning.category.__name__}: {warning.message}")
# --8<-- [end:old]
assert [w.category for w in caught] == [FutureWarning] * 2
