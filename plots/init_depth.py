"""The spread of a signal on its way through twenty layers, for seven initialisations."""

import math

import torch
from torch import nn

TEXT = {
    "en": {
        "x": "layer",
        "y": "standard deviation",
        "default": "Linear's default",
        "xavier": "Xavier",
        "gain": "Xavier, tanh gain",
        "kaiming": "Kaiming, ReLU",
        "normal": "normal, std 0.2",
        "truncated": "truncated, std 0.02",
        "orthogonal": "orthogonal",
    },
    "zh": {
        "x": "第几层",
        "y": "输出的标准差",
        "default": "Linear 的默认值",
        "xavier": "Xavier",
        "gain": "Xavier，tanh 增益",
        "kaiming": "Kaiming，ReLU",
        "normal": "正态分布，标准差 0.2",
        "truncated": "截断正态，标准差 0.02",
        "orthogonal": "正交",
    },
}
DEPTH, WIDTH = 20, 256
INITS = {
    "default": lambda weight: nn.init.kaiming_uniform_(weight, a=math.sqrt(5)),
    "xavier": nn.init.xavier_normal_,
    "gain": lambda weight: nn.init.xavier_normal_(weight, gain=nn.init.calculate_gain("tanh")),
    "kaiming": lambda weight: nn.init.kaiming_normal_(weight, nonlinearity="relu"),
    "normal": lambda weight: nn.init.normal_(weight, std=0.2),
    "truncated": lambda weight: nn.init.trunc_normal_(weight, std=0.02),
    "orthogonal": nn.init.orthogonal_,
}
PANELS = (("ReLU", torch.relu), ("tanh", torch.tanh))
MARKERS = {
    "default": "o",
    "xavier": "s",
    "gain": "^",
    "kaiming": "D",
    "normal": "v",
    "truncated": "P",
}


def spread(init, activation) -> list[float]:
    """Standard deviation of the linear layers' outputs, each before its activation."""
    torch.manual_seed(0)
    x, found = torch.randn(512, WIDTH), []
    for _ in range(DEPTH):
        weight = torch.empty(WIDTH, WIDTH)
        init(weight)
        x = x @ weight.T
        found.append(x.std().item())
        x = activation(x)
    return found


def draw(figure, text) -> None:
    figure.set_size_inches(6.4, 5.0)
    both = figure.subplots(1, 2, sharey=True)
    layers = range(1, DEPTH + 1)
    for axes, (name, activation) in zip(both, PANELS, strict=True):
        for init, marker in MARKERS.items():
            axes.plot(
                layers, spread(INITS[init], activation), marker, ls="-", ms=4, label=text[init]
            )
        orthogonal = spread(INITS["orthogonal"], activation)
        ink = axes.xaxis.label.get_color()
        # It lies on Xavier: rings, through which that line can still be seen.
        axes.plot(
            layers,
            orthogonal,
            "o",
            ms=9,
            mfc="none",
            mec=ink,
            markevery=3,
            label=text["orthogonal"],
        )
        axes.set_yscale("log")
        axes.set_title(name)
        axes.set_xlabel(text["x"])
        axes.set_xticks([1, 5, 10, 15, 20])
    both[0].set_ylabel(text["y"])
    handles, labels = both[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
