"""A storage is bytes: no dtype, no shape."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:bytes]
import torch

x = torch.tensor([1.0, 2.0])
storage = x.untyped_storage()
print(type(storage).__name__, storage.nbytes(), "bytes:", list(storage))
dtype, shape = hasattr(storage, "dtype"), hasattr(storage, "shape")
print("has a dtype:", dtype, "· a shape:", shape)
# --8<-- [end:bytes]
assert not hasattr(storage, "dtype") and storage.nbytes() == len(storage) == 8

# --8<-- [start:write]
storage[3] = 191  # the sign of the first number is a bit of its last byte
print(x.tolist())
# --8<-- [end:write]
assert x.tolist() == [-1, 2]
