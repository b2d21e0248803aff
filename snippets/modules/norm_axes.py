"""Which numbers share a mean in each normalisation layer, by hand."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:by-hand]
import torch
from torch import nn


def standardise(x, dims):  # the correction of 0 is what all layers divide by
    mean = x.mean(dims, keepdim=True)
    variance = x.var(dims, keepdim=True, correction=0)
    return (x - mean) / (variance + 1e-5).sqrt()


torch.manual_seed(0)
images = torch.randn(4, 6, 5, 5) * 3 + 2  # (N, C, H, W)
for layer, dims in [
    (nn.BatchNorm2d(6), (0, 2, 3)),
    (nn.InstanceNorm2d(6), (2, 3)),
    (nn.LayerNorm((6, 5, 5)), (1, 2, 3)),
    (nn.LayerNorm(5), (3,)),
]:
    same = torch.allclose(layer(images), standardise(images, dims), atol=1e-4)
    print(f"{type(layer).__name__:<15}mean over {dims!s:<11}{same}")
    assert same
# --8<-- [end:by-hand]
wrong = standardise(images, (1, 2, 3))
assert not torch.allclose(nn.BatchNorm2d(6)(images), wrong, atol=1e-2)

# --8<-- [start:group]
groups = images.unflatten(1, (3, 2))  # (N, 3 groups, 2 channels each, H, W)
by_hand = standardise(groups, (2, 3, 4)).flatten(1, 2)
three, one, six = nn.GroupNorm(3, 6), nn.GroupNorm(1, 6), nn.GroupNorm(6, 6)
for name, ours, theirs in [
    ("three groups: by hand", by_hand, three(images)),
    ("one group: LayerNorm", nn.LayerNorm((6, 5, 5))(images), one(images)),
    ("six groups: InstanceNorm", nn.InstanceNorm2d(6)(images), six(images)),
]:
    same = torch.allclose(ours, theirs, atol=1e-4)
    print(f"{name:<26}{same}")
    assert same
# --8<-- [end:group]
assert not torch.allclose(one(images), three(images), atol=1e-2)

# --8<-- [start:rms]
rms = nn.RMSNorm(5)
tiny = images / 10_000  # so small that it shows which eps is added
choices = {"the dtype's eps": torch.finfo(tiny.dtype).eps, "eps of 1e-5": 1e-5}
for name, eps in choices.items():
    by_hand = tiny / (tiny.pow(2).mean(-1, keepdim=True) + eps).sqrt()
    same = torch.allclose(rms(tiny), by_hand, atol=1e-5)
    print(f"RMSNorm by hand, with {name}:", same)
row = images[0, 0, 0]
for layer in (nn.LayerNorm(5), rms):
    same = torch.allclose(layer(row), layer(row + 100), atol=1e-3)
    print(f"{type(layer).__name__} ignores a shift: {same}")
# --8<-- [end:rms]
# the last eps was the wrong one
assert not torch.allclose(rms(tiny), by_hand, atol=1e-2)
eps = torch.finfo(tiny.dtype).eps
scale = (tiny.pow(2).mean(-1, keepdim=True) + eps).sqrt()
assert torch.allclose(rms(tiny), tiny / scale, atol=1e-5)
old = torch.__version__ < (2, 9)  # 2.6 adds the eps of the half type
for half in (torch.float16, torch.bfloat16):
    # computed in float32, and its eps
    out = nn.RMSNorm(4, dtype=half)(torch.full((1, 4), 1e-4, dtype=half))
    assert old or abs(out[0, 0].item() - 1e-4 / (1e-8 + eps) ** 0.5) < 0.01
layer = nn.LayerNorm(5)
assert torch.allclose(layer(row), layer(row + 100), atol=1e-3)
assert not torch.allclose(rms(row), rms(row + 100), atol=1e-3)
