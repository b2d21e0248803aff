"""What a saved tensor keeps, and what it forgets."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:save]
import torch

x = torch.arange(6.0).reshape(2, 3).requires_grad_()
y = x.t() * 2
y.sum().backward()
torch.save({"x": x, "y": y, "row": x.detach()[1]}, "tensors.pt")
# --8<-- [end:save]
assert x.grad is not None and not y.is_leaf

# --8<-- [start:load]
loaded = torch.load("tensors.pt", weights_only=True)
for name, tensor in loaded.items():
    how = tuple(tensor.shape), tensor.stride(), tensor.dtype
    print(f"{name:<4}", *how, end=" ")
    print("leaf:", tensor.is_leaf, "grad:", tensor.grad)
loaded["row"].zero_()
print(loaded["x"].tolist())
# --8<-- [end:load]
assert loaded["y"].is_leaf and loaded["y"].stride() == y.stride() != (2, 1)
assert loaded["x"][1].count_nonzero() == 0 and loaded["x"].requires_grad
