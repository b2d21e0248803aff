"""The length of a loader over a stream."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from torch.utils.data import DataLoader, IterableDataset


class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(4))


loader = DataLoader(Stream(), batch_size=2)
try:
    len(loader)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
class Counted(Stream):
    def __len__(self):
        return 4


loader = DataLoader(Counted(), batch_size=2)
print(len(loader), len(list(loader)))
# --8<-- [end:fix]
assert len(loader) == len(list(loader)) == 2
