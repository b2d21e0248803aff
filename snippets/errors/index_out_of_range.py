"""A word number beyond the end of the embedding."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

words = torch.tensor([0, 4, 5])
embedding = nn.Embedding(5, 2)
try:
    embedding(words)
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
embedding = nn.Embedding(int(words.max()) + 1, 2)
print(tuple(embedding(words).shape))
# --8<-- [end:fix]
assert embedding(words).shape == (3, 2)
try:
    embedding(torch.tensor([-1]))
except IndexError as error:
    assert "index out of range in self" in str(error)
else:
    raise AssertionError("-1 is a row now")
