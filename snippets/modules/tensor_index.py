"""Indexing that aliases, indexing that copies, and writing through both."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:alias]
import torch

x = torch.zeros(2, 3)
x[0][1] = 5
x[:, 2][1] = 6
print(x.tolist())
x[[0]][0, 0] = 7
print(x.tolist())
# --8<-- [end:alias]
assert x.tolist() == [[0, 5, 0], [0, 0, 6]]

# --8<-- [start:assign]
x[[0]] = 8
x[x == 6] = 9
print(x.tolist())
# --8<-- [end:assign]
assert x.tolist() == [[8, 8, 8], [0, 0, 9]]

# --8<-- [start:number]
scalar, one_long = torch.tensor(0), torch.tensor([0])
x[scalar][0] = 1
x[one_long][0, 1] = 1
print(x[0].tolist())
# --8<-- [end:number]
assert x[0].tolist() == [1, 8, 8]

# --8<-- [start:mask]
picked = x[torch.tensor(True)]  # no dimension, but a mask
picked[0, 0, 0] = 5
print(tuple(picked.shape), x[0].tolist())
# --8<-- [end:mask]
assert picked.shape == (1, 2, 3) and x[0].tolist() == [1, 8, 8]

# --8<-- [start:twice]
votes, ballots = torch.zeros(2), torch.tensor([1, 1, 1])
votes[ballots] += 1
print("+=        ", votes.tolist())
counted = torch.zeros(2).index_add_(0, ballots, torch.ones(3))
print("index_add_", counted.tolist())
# --8<-- [end:twice]
assert votes.tolist() == [0, 1] and counted.tolist() == [0, 3]

# --8<-- [start:shapes]
y = torch.zeros(2, 3, 4)
for name, part in {
    "y[0]": y[0],
    "y[0:1]": y[0:1],
    "y[..., 0]": y[..., 0],
    "y[:, None]": y[:, None],
    "y[y == 0]": y[y == 0],
    "y[[0, 1], [0, 2]]": y[[0, 1], [0, 2]],
}.items():
    print(f"{name:<19}{tuple(part.shape)}")
# --8<-- [end:shapes]
assert y[[0, 1], [0, 2]].shape == (2, 4) and y[y == 0].shape == (2 * 3 * 4,)
# a mask of one dimension: it stays
assert y[torch.tensor([True, False])].shape == (1, 3, 4)
assert y[torch.ones(2, 3, dtype=torch.bool)].shape == (2 * 3, 4)
