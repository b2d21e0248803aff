"""Lengths of packed sequences that are not as packing wants them."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch.nn.utils.rnn import pack_padded_sequence

words = torch.ones(2, 3, 4)  # batch, sequence, features
lengths = torch.tensor([[3], [2]])  # a column, as a table gives it
try:
    pack_padded_sequence(words, lengths, batch_first=True)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-sorted]
try:
    pack_padded_sequence(words, torch.tensor([2, 3]), batch_first=True)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-sorted]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
lengths = lengths.flatten().long().cpu()  # the words may stay on the GPU
packed = pack_padded_sequence(
    words, lengths, batch_first=True, enforce_sorted=False
)
print(tuple(packed.data.shape), packed.batch_sizes)
# --8<-- [end:fix]
assert packed.batch_sizes.tolist() == [2, 2, 1]
