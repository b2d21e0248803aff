"""Conv1d, 2d, 3d: where the channels stand, groups, input without a batch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:dimensions]
import torch
from torch import nn

kinds = (nn.Conv1d, (8,)), (nn.Conv2d, (8, 9)), (nn.Conv3d, (8, 9, 7))
for Conv, size in kinds:
    layer = Conv(in_channels=2, out_channels=5, kernel_size=3)
    y = layer(torch.rand(4, 2, *size))
    weight, result = tuple(layer.weight.shape), tuple(y.shape)
    print(f"{Conv.__name__} weight {weight}, result {result}")
# --8<-- [end:dimensions]
assert layer.weight.shape == (5, 2, 3, 3, 3) and y.shape == (4, 5, 6, 7, 5)

# --8<-- [start:channels]
sequences = torch.rand(4, 20, 8)  # (batch, steps, features), as for an LSTM
conv = nn.Conv1d(in_channels=8, out_channels=5, kernel_size=3)
try:
    conv(sequences)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
print(tuple(conv(sequences.transpose(1, 2)).shape))
square = torch.rand(4, 8, 8)  # as many steps as features: nothing complains
other = not torch.equal(conv(square), conv(square.mT))
print("silently another result:", other)
# --8<-- [end:channels]
assert conv(square).shape == conv(square.mT).shape
assert not torch.equal(conv(square), conv(square.mT))

# --8<-- [start:unbatched]
colour = nn.Conv2d(in_channels=3, out_channels=5, kernel_size=3)
# three images, or one image of three channels?
three_grey = torch.rand(3, 8, 8)
print(tuple(colour(three_grey).shape))
grey = nn.Conv2d(in_channels=1, out_channels=5, kernel_size=3)
print(tuple(grey(three_grey.unsqueeze(1)).shape))
# --8<-- [end:unbatched]
assert colour(three_grey).dim() == 3
assert grey(three_grey.unsqueeze(1)).dim() == 4

# --8<-- [start:groups]
for groups in (1, 2, 4):
    conv = nn.Conv1d(4, 8, kernel_size=3, groups=groups, bias=False)
    x = torch.rand(1, 4, 6)
    changed = x.clone()
    changed[0, 3] += 1  # only the last channel
    moved = (conv(x) != conv(changed)).any(-1).sum().item()
    shape = tuple(conv.weight.shape)
    print(f"groups={groups}: weight {shape}, moves {moved} of 8")
    assert moved == 8 // groups and conv.weight.shape == (8, 4 // groups, 3)
# --8<-- [end:groups]
