"""Three optimizers, each with a rate that suits it, in a valley 100 times as steep across."""

import torch
from torch import nn

TEXT = {
    "en": {"momentum": "SGD, momentum", "x": "step", "y": "height"},
    "zh": {"momentum": "SGD，带动量", "x": "第几步", "y": "高度"},
}
START = (-2.5, 0.8)
STEPS = 100
SHOWN = 20  # of the path; further on it is a point


def height(x, y):
    return x**2 / 2 + 100 * y**2 / 2


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
    figure.set_size_inches(6.4, 8.4)
    rules = {  # the best rates of snippets/modules/optim_valley.py
        "SGD": lambda p: torch.optim.SGD(p, lr=0.018),
        text["momentum"]: lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.18),
    }
    x, y = torch.meshgrid(torch.linspace(-3, 2, 101), torch.linspace(-1, 1, 81), indexing="xy")
    levels = [0.1, 0.5, 2, 6, 14, 28, 48]
    grid = figure.add_gridspec(4, 1, height_ratios=[1, 1, 1, 1.8])
    below = figure.add_subplot(grid[3])
    for number, (name, build) in enumerate(rules.items()):
        path = way(build)
        axis = figure.add_subplot(grid[number])
        axis.contour(x, y, height(x, y), levels, colors="gray", alpha=0.5, linewidths=0.8)
        shown = path[: SHOWN + 1]
        axis.plot(*zip(*shown, strict=True), "o-", color=f"C{number}", markersize=3, linewidth=1)
        axis.plot(0, 0, "+", color="gray", markersize=12)
        axis.set(xlim=(-3, 2), ylim=(-1, 1), yticks=[-1, 0, 1])
        axis.set_title(name, fontsize=14)
        axis.grid(False)
        below.plot([height(*point) for point in path], color=f"C{number}", label=name)
    below.set(yscale="log", xlabel=text["x"], ylabel=text["y"])
    below.legend(fontsize=12)
