"""Options of a DataLoader that make no sense without workers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:need]
from torch.utils.data import DataLoader

for option in ({"persistent_workers": True}, {"prefetch_factor": 4}):
    try:
        DataLoader(range(6), **option)
        raise AssertionError("should have been refused")
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
# --8<-- [end:need]
loader = DataLoader(range(6), num_workers=1, persistent_workers=True)
assert loader.persistent_workers
loader = DataLoader(range(6), num_workers=1, prefetch_factor=4)
assert loader.prefetch_factor == 4
