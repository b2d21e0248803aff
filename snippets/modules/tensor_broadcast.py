"""Broadcasting: shapes that fit, shapes that do not, and the one that fits by accident."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:rule]
import torch

tens, ones = torch.tensor([[0], [10], [20]]), torch.tensor([1, 2, 3, 4])
print(tuple(tens.shape), "+", tuple(ones.shape), "->", tuple((tens + ones).shape))
print((tens + ones).tolist())
print("read with strides", *(t.stride() for t in torch.broadcast_tensors(tens, ones)))
try:
    torch.ones(3, 2) + torch.ones(3)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print("RuntimeError:", error)
# --8<-- [end:rule]
assert (tens + ones).shape == torch.broadcast_shapes((3, 1), (4,)) == (3, 4)
assert [t.stride() for t in torch.broadcast_tensors(tens, ones)] == [(1, 0), (0, 1)]

# --8<-- [start:accident]
predicted = torch.tensor([[1.0], [2.0], [3.0]])
truth = torch.tensor([1.0, 2.0, 3.0])
print(f"meant:   {(predicted.squeeze(1) - truth).abs().mean():.4f}")
print(f"written: {(predicted - truth).abs().mean():.4f}", tuple((predicted - truth).shape))
# --8<-- [end:accident]
assert (predicted - truth).shape == (3, 3) and (predicted - truth).abs().mean() > 0

# --8<-- [start:in-place]
truth += torch.tensor(1.0)
try:
    truth += predicted
except RuntimeError as error:
    print("RuntimeError:", error)
# --8<-- [end:in-place]
assert truth.tolist() == [2, 3, 4]
