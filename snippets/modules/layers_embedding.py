"""An embedding is a look-up in a table: which rows get a gradient."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:table]
import torch
import torch.nn.functional as F
from torch import nn

table = nn.Embedding(num_embeddings=5, embedding_dim=3)
words = torch.tensor([[1, 4, 1], [0, 0, 2]])
print(tuple(table(words).shape))
print("indexing:", torch.equal(table(words), table.weight[words]))
one_hot = F.one_hot(words, num_classes=5).float()
print("one-hot:", torch.equal(table(words), one_hot @ table.weight))
# --8<-- [end:table]
assert torch.equal(table(words), table.weight[words])
assert torch.equal(table(words), one_hot @ table.weight)

# --8<-- [start:gradient]
table(words).sum().backward()
print("uses of each row:", table.weight.grad[:, 0].tolist())
# --8<-- [end:gradient]
assert table.weight.grad[:, 0].tolist() == [2, 2, 1, 0, 1]

# --8<-- [start:range]
for index in (5, -1):
    try:
        table(torch.tensor([index]))
        raise AssertionError("should have been refused")
    except IndexError as error:
        print(f"{index}: {type(error).__name__}:", error)
try:
    table(torch.tensor([1.0]))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"1.0: {type(error).__name__}:", str(error).partition(" (")[0])
# --8<-- [end:range]
for dtype, accepted in ((torch.int32, True), (torch.uint8, False)):
    try:
        table(torch.tensor([1], dtype=dtype))
        assert accepted
    except RuntimeError:
        assert not accepted

# --8<-- [start:bag]
bag = nn.EmbeddingBag.from_pretrained(table.weight.detach(), mode="mean")
mean = table(words).mean(dim=1)
print("mean of the rows:", torch.allclose(bag(words), mean))
frozen = nn.Embedding.from_pretrained(table.weight.detach())
trained = bag.weight.requires_grad, frozen.weight.requires_grad
print("trained further:", *trained)
# --8<-- [end:bag]
assert torch.allclose(bag(words), table(words).mean(dim=1))
assert not bag.weight.requires_grad and not frozen.weight.requires_grad
