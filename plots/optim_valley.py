"""The way of three optimizers, twenty steps each, down a valley ten times as steep across."""

import torch
from torch import nn

TEXT = {
    "en": {"momentum": "SGD, momentum"},
    "zh": {"momentum": "SGD，带动量"},
}
START = (-2.5, 0.8)
STEPS = 20


def height(x, y):
    return x**2 / 2 + 10 * y**2 / 2


def way(build) -> list[tuple[float, float]]:
    point = nn.Parameter(torch.tensor(START))
    optimizer = build([point])
    found = [START]
    for _ in range(STEPS):
        optimizer.zero_grad()
        height(*point).backward()
        optimizer.step()
        found.append(tuple(point.tolist()))
    return found


def draw(figure, text) -> None:
    figure.set_size_inches(6.4, 6.4)
    rules = {
        "SGD": lambda p: torch.optim.SGD(p, lr=0.15),
        text["momentum"]: lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.3),
    }
    x, y = torch.meshgrid(torch.linspace(-3, 1, 81), torch.linspace(-1.1, 1.1, 45), indexing="xy")
    levels = [0.02, 0.1, 0.3, 0.8, 1.6, 2.8, 4.4]
    axes = figure.subplots(3, 1, sharex=True, sharey=True)
    for number, (axis, (name, build)) in enumerate(zip(axes, rules.items(), strict=True)):
        axis.contour(x, y, height(x, y), levels, colors="gray", alpha=0.5, linewidths=0.8)
        axis.plot(*zip(*way(build), strict=True), "o-", color=f"C{number}", markersize=4)
        axis.plot(0, 0, "+", color="gray", markersize=12)
        axis.set_title(name, fontsize=14)
        axis.grid(False)
