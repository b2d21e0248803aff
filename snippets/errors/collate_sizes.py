"""Samples of different lengths in one batch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch.utils.data import DataLoader

sentences = [torch.ones(3), torch.ones(2)]
try:
    next(iter(DataLoader(sentences, batch_size=2)))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
from torch.nn.utils.rnn import pad_sequence


def pad(items):
    return pad_sequence(items, batch_first=True), [len(i) for i in items]


loader = DataLoader(sentences, batch_size=2, collate_fn=pad)
batch, lengths = next(iter(loader))
print(batch)
print(lengths)
# --8<-- [end:fix]
assert batch.shape == (2, 3) and lengths == [3, 2]
