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

# --8<-- [start:which]
wrong = (words < 0) | (words >= embedding.num_embeddings)
print(words[wrong], "of 0 to", embedding.num_embeddings - 1)
# --8<-- [end:which]
assert words[wrong].tolist() == [5]

# --8<-- [start:fix]
larger = nn.Embedding(6, 2)
with torch.no_grad():
    larger.weight[:5] = embedding.weight  # the trained rows stay
print(tuple(larger(words).shape))
# --8<-- [end:fix]
assert torch.equal(larger(words[:2]), embedding(words[:2]))

# --8<-- [start:fix-positions]
positions = nn.Embedding(512, 2)  # a model that was trained on 512
tokens = torch.zeros(1, 600, dtype=torch.long)
tokens = tokens[:, : positions.num_embeddings]  # truncation=True
print(tuple(positions(torch.arange(tokens.shape[1])).shape))
# --8<-- [end:fix-positions]
try:
    embedding(torch.tensor([-1]))
except IndexError as error:
    assert "index out of range in self" in str(error)
else:
    raise AssertionError("-1 is a row now")
