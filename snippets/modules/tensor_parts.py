"""What a tensor knows about itself, read from its attributes."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:parts]
import torch

x = torch.arange(6.0).reshape(2, 3)
print("numbers ", x.untyped_storage().nbytes(), "bytes")
print("shape   ", tuple(x.shape))
print("stride  ", x.stride())
print("offset  ", x.storage_offset())
print("dtype   ", x.dtype)
print("device  ", x.device)
print("gradient", x.requires_grad, x.grad)
# --8<-- [end:parts]
assert x.untyped_storage().nbytes() == x.numel() * x.itemsize == 24
assert x.stride() == (3, 1) and x.storage_offset() == 0
