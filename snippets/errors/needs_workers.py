"""Options for workers, and no workers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from torch.utils.data import DataLoader

try:
    DataLoader(range(4), persistent_workers=True)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-prefetch]
try:
    DataLoader(range(4), prefetch_factor=4)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-prefetch]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
workers = 0
options = {"persistent_workers": True, "prefetch_factor": 4} if workers else {}
print(len(DataLoader(range(4), num_workers=workers, **options)))
# --8<-- [end:fix]
options = {"persistent_workers": True, "prefetch_factor": 4}
assert len(DataLoader(range(4), num_workers=2, **options)) == 4
