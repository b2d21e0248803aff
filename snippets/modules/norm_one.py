"""A batch of one: which normalisations refuse it, and which return zeros."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:error]
import torch
from torch import nn

bn = nn.BatchNorm1d(3)
try:
    bn(torch.randn(1, 3))
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:error]

# --8<-- [start:fine]
print("eval mode:", tuple(bn.eval()(torch.randn(1, 3)).shape))
print("one image:", tuple(nn.BatchNorm2d(3)(torch.randn(1, 3, 8, 8)).shape))
# --8<-- [end:fine]

# --8<-- [start:others]
for layer, shape in (
    (nn.GroupNorm(3, 3), (1, 3)),
    (nn.InstanceNorm2d(3), (4, 3, 1, 1)),
):
    try:
        layer.eval()(torch.randn(shape))
        raise AssertionError("should have been refused")
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
several = nn.GroupNorm(3, 3)(torch.randn(8, 3))
print("eight items, GroupNorm gives zeros:", bool(several.abs().max() < 1e-3))
# --8<-- [end:others]
assert several.abs().max() < 1e-3
shifted = nn.GroupNorm(3, 3)
nn.init.constant_(shifted.bias, 3.0)
assert (shifted(torch.randn(8, 3)) - 3).abs().max() < 1e-3
assert nn.GroupNorm(1, 3)(torch.randn(1, 3)).abs().max() > 0.1  # fewer groups
# not so for a larger map
assert nn.InstanceNorm2d(3)(torch.randn(4, 3, 2, 2)).abs().max() > 0.1

# --8<-- [start:drop-last]
from torch.utils.data import DataLoader

nine = torch.randn(9, 3)
kept = DataLoader(nine, batch_size=4)
print("kept:   ", [len(batch) for batch in kept])
dropped = DataLoader(nine, batch_size=4, drop_last=True)
print("dropped:", [len(batch) for batch in dropped])
# --8<-- [end:drop-last]

# --8<-- [start:zeros]
silent = nn.LayerNorm(1)(torch.randn(4, 1))
print("LayerNorm(1) of four numbers:", silent.flatten().tolist())
# --8<-- [end:zeros]
assert (silent == 0).all()
trained = nn.LayerNorm(1)
nn.init.constant_(trained.bias, 3.0)
assert (trained(torch.randn(4, 1)) == 3).all()
try:
    nn.BatchNorm1d(3)(torch.randn(1, 3))
    raise AssertionError("a batch of one should be refused")
except ValueError:
    pass
