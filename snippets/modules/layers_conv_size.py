"""The output size of a convolution: a formula, held against torch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:formula]
def conv_size(size, kernel, stride, padding, dilation):
    reach = dilation * (kernel - 1) + 1  # how many places the window covers
    return (size + 2 * padding - reach) // stride + 1


# --8<-- [end:formula]

# --8<-- [start:sweep]
import itertools

import torch
import torch.nn.functional as F

equal = refused = 0
grid = (range(1, 13), (1, 2, 3, 5), (1, 2, 3), (0, 1, 2), (1, 2, 3))
for size, kernel, stride, padding, dilation in itertools.product(*grid):
    expected = conv_size(size, kernel, stride, padding, dilation)
    x, w = torch.ones(1, 1, size), torch.ones(1, 1, kernel)
    try:
        y = F.conv1d(x, w, stride=stride, padding=padding, dilation=dilation)
    except RuntimeError:
        assert expected <= 0  # the window does not fit anywhere
        refused += 1
    else:
        assert y.shape[-1] == expected
        equal += 1
print(f"{equal} sizes as computed, {refused} refused as computed")
# --8<-- [end:sweep]
assert equal + refused == 12 * 4 * 3 * 3 * 3 and equal > 1000

# --8<-- [start:axes]
axes = ((9, 3, 1, 0, 1), (8, 3, 2, 1, 1), (11, 2, 3, 0, 2), (7, 5, 1, 2, 1))
checked = 0
for convolve, dimensions in ((F.conv2d, 2), (F.conv3d, 3)):
    for chosen in itertools.product(axes, repeat=dimensions):
        sizes, kernels, *options = zip(*chosen, strict=True)
        x, w = torch.ones(1, 1, *sizes), torch.ones(1, 1, *kernels)
        y = convolve(x, w, None, *options)  # stride, padding, dilation
        assert y.shape[2:] == tuple(conv_size(*axis) for axis in chosen)
        checked += 1
print(f"{checked} combinations in 2d and 3d: each axis by itself")
# --8<-- [end:axes]
assert checked == 4**2 + 4**3

# --8<-- [start:same]
from torch import nn

for dilation in (1, 2, 3):
    layer = nn.Conv1d(1, 1, kernel_size=5, padding="same", dilation=dilation)
    print(f"dilation {dilation}: {layer(torch.ones(1, 1, 10)).shape[-1]}")
    assert layer(torch.ones(1, 1, 10)).shape[-1] == 10
try:
    nn.Conv1d(1, 1, kernel_size=5, padding="same", stride=2)
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:same]

# --8<-- [start:refused]
try:
    nn.Conv1d(1, 1, kernel_size=5)(torch.ones(1, 1, 3))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:refused]
