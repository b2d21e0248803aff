"""CrossEntropyLoss has its classes in dimension 1: pixels, steps, traps."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:shapes]
import torch
import torch.nn.functional as F

torch.manual_seed(0)
pixels = F.cross_entropy(torch.randn(2, 3, 8, 8), torch.randint(3, (2, 8, 8)))
print("3 classes, 8 x 8 pixels: one number,", tuple(pixels.shape))
# (batch, steps, classes), as a sequence model returns it
steps = torch.randn(2, 7, 3)
words = torch.randint(3, (2, 7))
try:
    F.cross_entropy(steps, words)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
turned = F.cross_entropy(steps.transpose(1, 2), words)
flat = F.cross_entropy(steps.flatten(0, 1), words.flatten())
print("turned and flattened agree:", torch.allclose(turned, flat))
# --8<-- [end:shapes]
assert torch.allclose(turned, flat)

# --8<-- [start:silent]
steps = torch.randn(2, 3, 3)  # as many steps as classes
words = torch.randint(3, (2, 3))
wrong = F.cross_entropy(steps, words)
right = F.cross_entropy(steps.transpose(1, 2), words)
print("no error, and equal:", torch.allclose(wrong, right))
# --8<-- [end:silent]
assert not torch.allclose(wrong, right)

# --8<-- [start:targets]
logits = torch.randn(2, 3)
for wrong in (
    torch.tensor([0, 3]),  # counted from 1
    torch.tensor([[0], [1]]),  # a column
    torch.tensor([0, 1], dtype=torch.int32),
):
    try:
        F.cross_entropy(logits, wrong)
        raise AssertionError("should have been refused")
    except (IndexError, RuntimeError) as error:
        print(f"{type(error).__name__}: {error}")
# --8<-- [end:targets]
