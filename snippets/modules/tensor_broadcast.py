"""Broadcasting: shapes that fit, that do not, and that fit by accident."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:rule]
import torch

tens, ones = torch.tensor([[0], [10], [20]]), torch.tensor([1, 2, 3, 4])
total = tens + ones
print(tuple(tens.shape), "+", tuple(ones.shape), "->", tuple(total.shape))
print(total.tolist())
strides = [t.stride() for t in torch.broadcast_tensors(tens, ones)]
print("read with strides", *strides)
try:
    torch.ones(3, 2) + torch.ones(3)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:rule]
assert (tens + ones).shape == torch.broadcast_shapes((3, 1), (4,)) == (3, 4)
assert strides == [(1, 0), (0, 1)]

# --8<-- [start:accident]
predicted = torch.tensor([[1.0], [2.0], [3.0]])
truth = torch.tensor([1.0, 2.0, 3.0])
meant, written = predicted.squeeze(1) - truth, predicted - truth
print(f"meant:   {meant.abs().mean():.4f}")
print(f"written: {written.abs().mean():.4f}", tuple(written.shape))
# --8<-- [end:accident]
assert (predicted - truth).shape == (3, 3)
assert (predicted - truth).abs().mean() > 0

# --8<-- [start:in-place]
truth += torch.tensor(1.0)
try:
    truth += predicted
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:in-place]
assert truth.tolist() == [2, 3, 4]
