"""A dataset that returns what no batch can be made of."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch.utils.data import DataLoader

samples = [torch.ones(2), None]  # None: the file could not be read
try:
    next(iter(DataLoader(samples[1:])))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
def leave_out(items):
    return torch.stack([item for item in items if item is not None])


batch = next(iter(DataLoader(samples, batch_size=2, collate_fn=leave_out)))
print(tuple(batch.shape))
# --8<-- [end:fix]
assert batch.shape == (1, 2)
