"""What a DataLoader does, and the same written out by hand."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:dataset]
import torch
from torch.utils.data import DataLoader, Dataset


class Squares(Dataset):
    def __len__(self):
        return 7

    def __getitem__(self, index):
        return torch.tensor(index), torch.tensor(index**2)


squares = Squares()
print(len(squares), squares[3])
# --8<-- [end:dataset]

# --8<-- [start:loader]
loader = DataLoader(squares, batch_size=3)
for numbers, their_squares in loader:
    print(numbers, their_squares)
# --8<-- [end:loader]
assert len(loader) == 3

# --8<-- [start:by-hand]
by_hand = []
for indices in loader.batch_sampler:
    items = [loader.dataset[i] for i in indices]
    by_hand.append(loader.collate_fn(items))
    print("indices", indices)
same = [
    x.equal(y)
    for a, b in zip(loader, by_hand, strict=True)
    for x, y in zip(a, b, strict=True)
]
print("the same batches:", all(same))
# --8<-- [end:by-hand]
targets = torch.cat([batch[1] for batch in by_hand])
assert targets.tolist() == [0, 1, 4, 9, 16, 25, 36]
assert all(same) and len(same) == 6

# --8<-- [start:drop-last]
shorter = DataLoader(squares, batch_size=3, drop_last=True)
print("batches:", len(loader), len(shorter))
print(next(iter(DataLoader(["any", "list", "will", "do"], batch_size=2))))
# --8<-- [end:drop-last]
assert len(DataLoader(squares, batch_size=3, drop_last=True)) == 2
