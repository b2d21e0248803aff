"""A stream that shall be shuffled."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from torch.utils.data import DataLoader, IterableDataset


class Stream(IterableDataset):
    def __iter__(self):
        return iter(range(4))


try:
    DataLoader(Stream(), shuffle=True)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-sampler]
try:
    DataLoader(Stream(), sampler=range(4))
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-sampler]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
import random


class Shuffled(Stream):
    def __iter__(self):
        buffer = list(super().__iter__())  # of a long stream a part at a time
        return iter(random.sample(buffer, len(buffer)))


print(sorted(int(item) for item in DataLoader(Shuffled())))
# --8<-- [end:fix]
assert len(list(DataLoader(Shuffled()))) == 4
