"""The output size of pooling, over a sweep, and adaptive windows."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
import torch.nn.functional as F
from torch import nn

# --8<-- [start:sweep]
import itertools
import math


def pool_size(size, kernel, stride, padding, dilation, ceil_mode):
    reach = dilation * (kernel - 1) + 1
    steps = (size + 2 * padding - reach) / stride
    count = (math.ceil(steps) if ceil_mode else math.floor(steps)) + 1
    if ceil_mode and (count - 1) * stride >= size + padding:
        count -= 1  # the last window would begin in the padding on the right
    return count


equal = refused = 0
grid = (range(1, 13), (1, 2, 3, 5), (1, 2, 3))  # size, kernel, stride,
grid += ((0, 1, 2), (1, 2), (False, True))  # padding, dilation, ceil_mode
for size, kernel, *rest in itertools.product(*grid):
    if rest[1] > kernel // 2:
        continue  # torch allows a padding of half the kernel
    expected = pool_size(size, kernel, *rest)
    try:
        y = F.max_pool1d(torch.ones(1, 1, size), kernel, *rest)
    except RuntimeError:
        assert expected <= 0
        refused += 1
    else:
        assert y.shape[-1] == expected
        equal += 1
print(f"{equal} sizes as computed, {refused} refused as computed")
# --8<-- [end:sweep]
assert equal > 900

# --8<-- [start:adaptive]
for size, wanted in ((10, 4), (7, 3), (3, 5)):
    row = torch.arange(float(size)).view(1, 1, size)
    spans = [
        (i * size // wanted, math.ceil((i + 1) * size / wanted))
        for i in range(wanted)
    ]
    means = torch.stack([row[..., a:b].mean() for a, b in spans])
    assert torch.allclose(F.adaptive_avg_pool1d(row, wanted).flatten(), means)
    print(f"{size} -> {wanted}: {spans}")
head = nn.AdaptiveAvgPool2d(1)
small, large = head(torch.rand(2, 8, 7, 9)), head(torch.rand(2, 8, 32, 32))
print(tuple(small.shape), tuple(large.shape))
# --8<-- [end:adaptive]
image = torch.rand(1, 3, 8, 8)
assert torch.allclose(head(image).flatten(), image.mean((2, 3)).flatten())
