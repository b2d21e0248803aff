"""Pictures with the channels last, given to a convolution."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Conv2d(3, 6, 5)
pictures = torch.ones(4, 32, 28, 3)  # as NumPy and PIL have them
try:
    layer(pictures)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(tuple(layer(pictures.permute(0, 3, 1, 2)).shape))
# --8<-- [end:fix]
assert layer(pictures.permute(0, 3, 1, 2)).shape == (4, 6, 28, 24)

# --8<-- [start:fix-grey]
grey = torch.ones(4, 1, 32, 28)
print(tuple(layer(grey.expand(-1, 3, -1, -1)).shape))  # the channel thrice
print(tuple(nn.Conv2d(1, 6, 5)(grey).shape))  # or a layer for one
# --8<-- [end:fix-grey]
try:
    layer(grey)
except RuntimeError as error:
    assert "expected input[4, 1, 32, 28] to have 3 channels" in str(error)
else:
    raise AssertionError("one channel is enough now")

# --8<-- [start:wrong]
columns = torch.arange(28.0).expand(32, 28)  # brightness grows to the right
picture = columns[..., None].expand(32, 28, 3)
red = picture.permute(2, 0, 1)[0]
mixed = picture.reshape(3, 32, 28)[0]
print(red[0, :6].tolist())
print(mixed[0, :6].tolist())
# --8<-- [end:wrong]
assert torch.equal(red, columns) and not torch.equal(mixed, columns)
