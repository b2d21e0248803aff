"""Typed storage, the past: what still returns it, what to write instead."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["TypedStorage is deprecated"]
# ///

# --8<-- [start:typed]
import warnings

import torch

x = torch.ones(3)
with warnings.catch_warnings(record=True) as raised:
    old = x.storage()
    made = torch.FloatStorage(3)
    print(type(old).__name__, old.dtype, len(old), "·", type(made).__name__)
print(str(raised[0].message).split(". ")[0])
now = x.untyped_storage()
same = old.data_ptr() == now.data_ptr()
print(type(now).__name__, len(now), "· the same bytes:", same)
# --8<-- [end:typed]
assert isinstance(old, torch.TypedStorage)
assert isinstance(made, torch.TypedStorage)
assert issubclass(torch.FloatStorage, torch.TypedStorage)
assert len(old) == 3 and len(now) == 12
