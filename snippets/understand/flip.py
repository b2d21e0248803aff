"""Flip, turn and roll a tensor; a negative step is still refused."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:flip]
import torch

image = torch.arange(6).reshape(2, 3)
print("image      ", image.tolist())
print("left-right ", image.flip(1).tolist())
print("upside down", image.flip(0).tolist())
print("turned     ", image.rot90().tolist())
print("rolled     ", image.roll(1, dims=1).tolist())
# --8<-- [end:flip]
assert image.flip(0, 1).tolist() == [[5, 4, 3], [2, 1, 0]]
assert image.fliplr().equal(image.flip(1))
assert image.flipud().equal(image.flip(0))

# --8<-- [start:negative]
try:
    image[:, ::-1]
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}:", error)

flipped = image.flip(1)
flipped[0, 0] = 99
print("a copy:", image.tolist())
# --8<-- [end:negative]
assert image.max() == 5

# --8<-- [start:numpy]
import numpy as np

mirrored = np.arange(3)[::-1]  # a view: no copy
try:
    torch.from_numpy(mirrored)
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}:", str(error).split(",")[0])
print(torch.from_numpy(mirrored.copy()))
# --8<-- [end:numpy]
assert torch.from_numpy(mirrored.copy()).tolist() == [2, 1, 0]
