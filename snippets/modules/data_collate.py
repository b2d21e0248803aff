"""How items become a batch: default_collate, and a function of your own."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from torch.utils.data import default_collate

# --8<-- [start:types]
import torch
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader

animals = [
    {"weight": 4.2, "legs": 4, "name": "cat"},
    {"weight": 0.3, "legs": 2, "name": "jay"},
]
batch = next(iter(DataLoader(animals, batch_size=2)))
for key, value in batch.items():
    print(f"{key:<7}{value}")
# --8<-- [end:types]
assert batch["weight"].dtype == torch.float64
assert batch["legs"].dtype == torch.int64
assert default_collate([1, 2.5]).dtype == torch.float32  # an int comes first
assert default_collate([2.5, 1]).dtype == torch.float64
assert default_collate([("cat", 4), ("jay", 2)])[0] == ("cat", "jay")

# --8<-- [start:double]
layer = nn.Linear(1, 1)
try:
    layer(batch["weight"].unsqueeze(1))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
for animal in animals:
    animal["weight"] = torch.tensor(animal["weight"])
batch = next(iter(DataLoader(animals, batch_size=2)))
print(batch["weight"].dtype, layer(batch["weight"].unsqueeze(1)).shape)
# --8<-- [end:double]
assert batch["weight"].dtype == torch.float32

# --8<-- [start:columns]
points = [[0, 1, 2], [10, 11, 12]]
as_lists = next(iter(DataLoader(points, batch_size=2)))
as_tensors = next(iter(DataLoader(torch.tensor(points), batch_size=2)))
print(as_lists)
print(as_tensors.tolist())
# --8<-- [end:columns]
assert len(as_lists) == 3 and as_lists[0].tolist() == [0, 10]
assert as_tensors.tolist() == points

# --8<-- [start:ragged]
sentences = [torch.tensor([5, 6, 7]), torch.tensor([8, 9])]
try:
    next(iter(DataLoader(sentences, batch_size=2)))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")


def pad(items):
    lengths = torch.tensor([len(i) for i in items])
    return pad_sequence(items, batch_first=True), lengths


loader = DataLoader(sentences, batch_size=2, collate_fn=pad)
padded, lengths = next(iter(loader))
print(padded.tolist(), lengths.tolist())
# --8<-- [end:ragged]
assert padded.tolist() == [[5, 6, 7], [8, 9, 0]]
