"""Options of a DataLoader that make no sense without workers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:need]
from torch.utils.data import DataLoader

for option in ({"persistent_workers": True}, {"prefetch_factor": 4}):
    try:
        DataLoader(range(6), **option)
    except ValueError as error:
        print("ValueError:", error)
# --8<-- [end:need]
for option in ({"persistent_workers": True}, {"prefetch_factor": 4}):
    DataLoader(range(6), num_workers=1, **option)
    try:
        DataLoader(range(6), **option)
    except ValueError:
        continue
    raise AssertionError(f"{option} is accepted without workers")
