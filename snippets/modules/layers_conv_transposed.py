"""Transposed convolution: its size, and what it undoes (shapes only)."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:sweep]
import itertools

import torch
import torch.nn.functional as F


def transposed_size(size, kernel, stride, padding, dilation, output_padding):
    reach = dilation * (kernel - 1) + 1
    return (size - 1) * stride - 2 * padding + reach + output_padding


equal = refused = 0
grid = (range(1, 9), (1, 2, 3, 4), (1, 2, 3), (0, 1, 2), (1, 2), (0, 1, 2))
for size, kernel, stride, padding, dilation, extra in itertools.product(*grid):
    if extra >= max(stride, dilation):
        continue  # torch wants less than one stride or dilation
    expected = transposed_size(size, kernel, stride, padding, dilation, extra)
    x, w = torch.ones(1, 1, size), torch.ones(1, 1, kernel)
    try:
        y = F.conv_transpose1d(
            x, w, None, stride, padding, extra, dilation=dilation
        )
    except RuntimeError:
        assert expected <= 0
        refused += 1
    else:
        assert y.shape[-1] == expected
        equal += 1
print(f"{equal} sizes as computed, {refused} refused as computed")
# --8<-- [end:sweep]
assert equal > 1000 and refused > 0

# --8<-- [start:ambiguous]
from torch import nn

down = nn.Conv1d(1, 1, kernel_size=3, stride=2, padding=1)
up = nn.ConvTranspose1d(1, 1, kernel_size=3, stride=2, padding=1)
for size in (7, 8):
    halved = down(torch.ones(1, 1, size))
    back = up(halved).shape[-1]
    asked = up(halved, output_size=[size]).shape[-1]
    print(f"{size} -> {halved.shape[-1]} -> {back}, with output_size: {asked}")
    assert asked == size
# --8<-- [end:ambiguous]
assert down(torch.ones(1, 1, 7)).shape == down(torch.ones(1, 1, 8)).shape

# --8<-- [start:gradient]
x = torch.randint(-9, 10, (1, 2, 9)).float().requires_grad_()
w = torch.randint(-9, 10, (3, 2, 3)).float()
y = F.conv1d(x, w, stride=2)
signal = torch.randint(-9, 10, y.shape).float()
y.backward(signal)
print("equal:", torch.equal(x.grad, F.conv_transpose1d(signal, w, stride=2)))
print("and it is not x:", not torch.equal(x.grad, x))
# --8<-- [end:gradient]
assert torch.equal(x.grad, F.conv_transpose1d(signal, w, stride=2))
upside_down = F.conv_transpose1d(signal, w.flip(-1), stride=2)
assert not torch.equal(x.grad, upside_down)

# --8<-- [start:weights]
there, back = nn.Conv1d(2, 3, 5), nn.ConvTranspose1d(2, 3, 5)
print("Conv1d(2, 3, 5):         ", tuple(there.weight.shape))
print("ConvTranspose1d(2, 3, 5):", tuple(back.weight.shape))
# --8<-- [end:weights]
assert nn.ConvTranspose1d(2, 3, 5).weight.shape == (2, 3, 5)
