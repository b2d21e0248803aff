"""Rows of an embedding: padding, a limit to their length, sparse steps."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn

words = torch.tensor([[1, 4, 1], [0, 0, 2]])

# --8<-- [start:padding]
padded = nn.Embedding(5, 3, padding_idx=0)
print("row 0 starts as", padded.weight[0].tolist())
nn.init.ones_(padded.weight)  # as any initialisation of your own
padded(words).sum().backward()
print("row 0 is now", padded.weight[0].tolist())
print("its gradient ", padded.weight.grad[0].tolist())
optimizer = torch.optim.AdamW(padded.parameters(), lr=0.1, weight_decay=0.5)
for _ in range(50):
    optimizer.step()
row = [round(n, 3) for n in padded.weight[0].tolist()]
print("after 50 steps with decay", row)
# --8<-- [end:padding]
assert padded.weight.grad[0].eq(0).all() and padded.weight.grad[1].eq(2).all()
assert torch.allclose(padded.weight[0], torch.tensor((1 - 0.1 * 0.5) ** 50))
before = padded.weight.detach().clone()
torch.optim.AdamW(padded.parameters(), lr=0.1, weight_decay=0).step()
assert padded.weight[0].equal(before[0])
assert not padded.weight[1].equal(before[1])
given = nn.Embedding.from_pretrained(torch.ones(5, 3), padding_idx=0)
assert given.weight[0].eq(1).all()
# a second layer with the same weight gives the row a gradient
tied, output = nn.Embedding(5, 3, padding_idx=0), nn.Linear(3, 5, bias=False)
output.weight = tied.weight
output(padded(words)).sum().backward()
assert tied.weight.grad[0].any()

# --8<-- [start:max-norm]
limited = nn.Embedding(3, 4, max_norm=1.0)
nn.init.ones_(limited.weight)  # each row has the length 2
with torch.no_grad():
    limited(torch.tensor([1]))
print("lengths:", [round(n, 3) for n in limited.weight.norm(dim=1).tolist()])
# --8<-- [end:max-norm]
lengths = limited.weight.norm(dim=1)
assert torch.allclose(lengths, torch.tensor([2.0, 1.0, 2.0]))

# --8<-- [start:sparse]
large = nn.Embedding(10_000, 3, sparse=True)
large(words).sum().backward()
grad = large.weight.grad
print(grad.layout, tuple(grad.shape), "stored rows:", grad._nnz())
try:
    torch.optim.Adam(large.parameters()).step()
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
before = large.weight.detach().clone()
torch.optim.SparseAdam(large.parameters()).step()
moved = (large.weight != before).any(dim=1).nonzero().flatten()
print("rows that moved:", moved.tolist())
# --8<-- [end:sparse]
assert moved.tolist() == [0, 1, 2, 4] and grad._nnz() == 6
