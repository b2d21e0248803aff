"""Dropout scales what it keeps by 1 / (1 - p); not so in eval mode."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Received a 3D input to dropout2d"]
# ///

# --8<-- [start:scale]
import torch
from torch import nn

ones = torch.ones(100_000)
for p in (0.2, 0.5, 0.9):
    y = nn.Dropout(p)(ones)
    kept = y[y > 0].unique().tolist()
    print(f"p={p}: kept ones become {kept[0]:.2f}, mean {y.mean().item():.1f}")
    assert torch.allclose(y[y > 0], torch.tensor(1 / (1 - p)))
# --8<-- [end:scale]
assert abs(y.mean() - 1) < 0.05

# --8<-- [start:eval]
dropout = nn.Dropout(0.5).eval()
print("the same object:", dropout(ones) is ones)
print("equal:", torch.equal(dropout(ones), ones))
print("state_dict:", dict(dropout.state_dict()))
# --8<-- [end:eval]
assert torch.equal(dropout(ones), ones)


# --8<-- [start:channels]
def dropped_whole(layer, *shape):
    """Of the channels that lost something: how many lost everything?"""
    # (batch, channels, the rest)
    channels = layer(torch.ones(*shape)).flatten(2)
    hit = channels.eq(0).any(-1)
    return f"{channels.eq(0).all(-1).sum()} of {hit.sum()}"


torch.manual_seed(0)
print("Dropout:  ", dropped_whole(nn.Dropout(), 2, 8, 50))
print("Dropout1d:", dropped_whole(nn.Dropout1d(), 2, 8, 50))
print("Dropout2d:", dropped_whole(nn.Dropout2d(), 2, 8, 7, 7))
print("Dropout3d:", dropped_whole(nn.Dropout3d(), 2, 8, 3, 3, 3))
# --8<-- [end:channels]
for layer, shape in ((nn.Dropout1d(), (50,)), (nn.Dropout2d(), (7, 7))):
    rows = layer(torch.ones(2, 8, *shape)).flatten(2)
    assert rows.eq(rows[..., :1]).all()
assert nn.Dropout()(torch.ones(2, 8, 50)).eq(0).any(-1).all()
image = nn.Dropout2d()(torch.ones(3, 50, 8))  # no batch
assert image.eq(image[..., :1]).all()
assert image.eq(0).any((1, 2)).all() and image.ne(0).any((1, 2)).all()

# --8<-- [start:backward]
x = torch.ones(8, requires_grad=True)
y = nn.Dropout(0.5)(x)
y.sum().backward()
print("the gradient has the same gaps:", torch.equal(x.grad, y.detach()))
# --8<-- [end:backward]
assert torch.equal(x.grad, y.detach())
