"""Pooling in one to three dimensions: by hand, rounding up, padding."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:max-avg]
import torch
import torch.nn.functional as F
from torch import nn

x = torch.tensor([[[1.0, 5.0, 2.0, 3.0, 9.0]]])
print("max:", nn.MaxPool1d(2)(x).tolist())
print("avg:", nn.AvgPool1d(2)(x).tolist())
of_pool, of_conv = nn.MaxPool1d(2).stride, nn.Conv1d(1, 1, 2).stride
print("stride:", of_pool, "but Conv1d has", of_conv)
for MaxPool, size in ((nn.MaxPool2d, (8, 9)), (nn.MaxPool3d, (8, 9, 7))):
    y = MaxPool(2)(torch.rand(4, 3, *size))
    print(f"{MaxPool.__name__}:", tuple(y.shape))
# --8<-- [end:max-avg]
assert nn.MaxPool1d(2)(x).tolist() == [[[5, 3]]]
assert nn.AvgPool1d(2)(x).tolist() == [[[3, 2.5]]]

# --8<-- [start:by-hand]
image = torch.rand(1, 3, 8, 8)
windows = image.unfold(2, 2, 2).unfold(3, 2, 2)
print(tuple(windows.shape))
largest = windows.amax((-2, -1))
print("max equal:", torch.equal(largest, F.max_pool2d(image, 2)))
average = windows.mean((-2, -1))
print("avg close:", torch.allclose(average, F.avg_pool2d(image, 2)))
# --8<-- [end:by-hand]
assert torch.equal(windows.amax((-2, -1)), F.max_pool2d(image, 2))
assert torch.allclose(average, F.avg_pool2d(image, 2))

# --8<-- [start:ceil]
print("floor:", F.avg_pool1d(x, 2).tolist())
print("ceil: ", F.avg_pool1d(x, 2, ceil_mode=True).tolist())
# --8<-- [end:ceil]
assert F.avg_pool1d(x, 2, ceil_mode=True)[0, 0, 2] == 9

# --8<-- [start:padding]
ones = torch.ones(1, 1, 4)
print("avg:", F.avg_pool1d(ones, 2, padding=1).tolist())
without = F.avg_pool1d(ones, 2, padding=1, count_include_pad=False)
print("not counting the padding:", without.tolist())
print("max of -1:", F.max_pool1d(-ones, 2, padding=1).tolist())
# --8<-- [end:padding]
assert F.avg_pool1d(ones, 2, padding=1)[0, 0, 0] == 0.5 and without.eq(1).all()
assert F.max_pool1d(-ones, 2, padding=1).eq(-1).all()
