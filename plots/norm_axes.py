"""Which numbers one output of each normalisation layer depends on: asked of autograd."""

import torch
from torch import nn

N, C, L = 4, 6, 8
LAYERS = {
    "BatchNorm1d(6)": nn.BatchNorm1d(C),
    "LayerNorm((6, 8))": nn.LayerNorm((C, L)),
    "InstanceNorm1d(6)": nn.InstanceNorm1d(C),
    "GroupNorm(3, 6)": nn.GroupNorm(3, C),
}
TEXT = {
    "en": {"batch": "4 items of a batch", "channels": "6 channels of each"},
    "zh": {"batch": "一批 4 个样本", "channels": "每个样本 6 个通道"},
}
ITEM, CHANNEL = 1, 2


def reach(layer):
    """Which items and channels move one number that comes out; positions are never told apart."""
    torch.manual_seed(0)
    x = torch.randn(N, C, L, requires_grad=True)
    layer(x)[ITEM, CHANNEL, 0].backward()
    moves = x.grad != 0
    assert torch.equal(moves.all(2), moves.any(2))
    return moves.all(2).tolist()


def draw(figure, text):
    from matplotlib.patches import Rectangle

    for axes, (name, layer) in zip(figure.subplots(2, 2).flat, LAYERS.items(), strict=True):
        for row, channels in enumerate(reach(layer)):
            for column, depends in enumerate(channels):
                style = {"facecolor": "C0" if depends else "C5", "alpha": 0.85 if depends else 0.15}
                axes.add_patch(Rectangle((column + 0.05, row + 0.06), 0.9, 0.88, **style))
        axes.plot(CHANNEL + 0.5, ITEM + 0.5, "o", markersize=5, color="white")
        axes.set(xlim=(0, C), ylim=(N, 0), xticks=[], yticks=[])
        axes.set_title(name, fontsize=14)
        axes.spines[:].set_visible(False)
    figure.supxlabel(text["channels"], fontsize=14)
    figure.supylabel(text["batch"], fontsize=14)
