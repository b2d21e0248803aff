"""Attention weights of one sequence under three masks, as MultiheadAttention returns them."""

import torch
from torch import nn

STEPS = 6
TEXT = {
    "en": {
        "free": "no mask",
        "causal": "causal",
        "padding": "two padded",
        "key": "looks at step",
        "query": "step",
    },
    "zh": {
        "free": "无掩码",
        "causal": "因果掩码",
        "padding": "末两步填充",
        "key": "看向第几步",
        "query": "第几步",
    },
}


def masks():
    """True = ignore, as MultiheadAttention reads them."""
    return {
        "free": {},
        "causal": {"attn_mask": torch.ones(STEPS, STEPS, dtype=torch.bool).triu(1)},
        "padding": {"key_padding_mask": torch.arange(STEPS)[None] >= STEPS - 2},
    }


def draw(figure, text):
    from matplotlib.patches import Rectangle

    figure.set_size_inches(6.4, 2.9)
    torch.manual_seed(2)
    mha = nn.MultiheadAttention(16, 1, batch_first=True)
    x = torch.randn(1, STEPS, 16) * 2
    panels = figure.subplots(1, 3)
    for axes, (name, mask) in zip(panels, masks().items(), strict=True):
        with torch.no_grad():
            weights = mha(x, x, x, **mask)[1][0].tolist()
        for row, numbers in enumerate(weights):
            for column, weight in enumerate(numbers):
                box = Rectangle((column + 0.55, row + 0.55), 0.9, 0.9, alpha=weight**0.7)
                axes.add_patch(box)
        steps = range(1, STEPS + 1)
        axes.set(xlim=(0.5, STEPS + 0.5), ylim=(STEPS + 0.5, 0.5), xticks=steps, yticks=steps)
        axes.set(xlabel=text["key"], aspect="equal")
        axes.set_title(text[name])
        axes.grid(False)
    panels[0].set_ylabel(text["query"])
