"""A convolution by hand: unfold the windows into columns, multiply, fold."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:windows]
import torch

x = torch.arange(10)
windows = x.unfold(0, 3, 2)  # along dimension 0, three wide, every second
print(windows.tolist())
print("shape", tuple(windows.shape), "strides", windows.stride())
print("copied nothing:", windows.data_ptr() == x.data_ptr())
# --8<-- [end:windows]
assert windows.stride() == (2, 1) and windows.data_ptr() == x.data_ptr()

# --8<-- [start:one]
import torch.nn.functional as F

line, kernel = torch.arange(10.0), torch.tensor([1.0, 0.0, -2.0])
by_hand = line.unfold(0, 3, 2) @ kernel
print(by_hand.tolist())
torchs = F.conv1d(line.view(1, 1, 10), kernel.view(1, 1, 3), stride=2)
print(torchs.flatten().tolist())
# --8<-- [end:one]
assert torch.equal(by_hand, torchs.flatten())

# --8<-- [start:flipped]
import numpy as np

textbook = np.convolve(line, kernel, mode="valid")
same_kernel = F.conv1d(line.view(1, 1, 10), kernel.view(1, 1, 3))
flipped = F.conv1d(line.view(1, 1, 10), kernel.flip(0).view(1, 1, 3))
print("as in the textbook:", np.array_equal(textbook, same_kernel.flatten()))
print("with the kernel flipped:", np.array_equal(textbook, flipped.flatten()))
# --8<-- [end:flipped]
assert np.array_equal(textbook, flipped.flatten())
assert not np.array_equal(textbook, same_kernel.flatten())

# --8<-- [start:two]
from torch import nn

conv = nn.Conv2d(3, 6, kernel_size=(3, 2), stride=2, padding=1)
with torch.no_grad():  # whole numbers: no rounding to forgive
    conv.weight.copy_(torch.randint(-9, 10, conv.weight.shape))
    conv.bias.copy_(torch.randint(-9, 10, conv.bias.shape))
images = torch.randint(-9, 10, (4, 3, 8, 9)).float()

columns = F.unfold(images, kernel_size=(3, 2), stride=2, padding=1)
rows = conv.weight.flatten(1)  # each filter a row
product = rows @ columns + conv.bias.unsqueeze(1)
result = product.unflatten(2, (4, 5))
print("columns", tuple(columns.shape), "rows", tuple(rows.shape))
print("product", tuple(product.shape), "result", tuple(result.shape))
print("equal:", torch.equal(result, conv(images)))
# --8<-- [end:two]
assert torch.equal(result, conv(images))

# --8<-- [start:fold]
ones = torch.ones(1, 1, 4, 4)
back = F.fold(F.unfold(ones, 3), output_size=(4, 4), kernel_size=3)
print(back[0, 0].int().tolist())
# --8<-- [end:fold]
assert back[0, 0, 1, 1] == 4 and back[0, 0, 0, 0] == 1
