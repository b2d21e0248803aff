"""Targets of another shape than cross_entropy wants."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
import torch.nn.functional as F

scores = torch.randn(4, 3)  # 4 samples, 3 classes
try:
    F.cross_entropy(scores, torch.tensor([0, 2]))
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-column]
column = torch.tensor([[0], [2], [1], [0]])
try:
    F.cross_entropy(scores, column)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-column]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-sequence]
words = torch.randn(4, 5, 3)  # 4 sentences of 5 words, 3 classes
labels = torch.zeros(4, 5, dtype=torch.long)
try:
    F.cross_entropy(words, labels)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-sequence]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
column_loss = F.cross_entropy(scores, column.squeeze(1))
words_loss = F.cross_entropy(words.mT, labels)  # classes in dimension 1
print(column_loss.ndim, words_loss.ndim)
# --8<-- [end:fix]
assert torch.isclose(
    words_loss, F.cross_entropy(words.flatten(0, 1), labels.flatten())
)
