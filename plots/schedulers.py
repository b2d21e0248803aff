"""What six schedulers make of a learning rate of 1, over a hundred steps."""

import torch
from torch import nn
from torch.optim import lr_scheduler as lr

STEPS = 100
TEXT = {
    "en": {"x": "step", "y": "learning rate"},
    "zh": {"x": "步", "y": "学习率"},
}
SCHEDULERS = {
    "StepLR": lambda o: lr.StepLR(o, step_size=30, gamma=0.3),
    "ExponentialLR": lambda o: lr.ExponentialLR(o, gamma=0.96),
    "LinearLR": lambda o: lr.LinearLR(o, start_factor=0.1, total_iters=40),
    "CosineAnnealingLR": lambda o: lr.CosineAnnealingLR(o, T_max=STEPS),
    "CosineAnnealingWarmRestarts": lambda o: lr.CosineAnnealingWarmRestarts(o, T_0=25),
    "OneCycleLR": lambda o: lr.OneCycleLR(o, max_lr=1.0, total_steps=STEPS + 1),
}


def rates(build) -> list[float]:
    """The learning rate of each step, as the optimizer has it."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(()))], lr=1.0)
    scheduler = build(optimizer)
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return found


def draw(figure, text) -> None:
    figure.set_size_inches(6.4, 6.4)
    axes = figure.subplots(3, 2, sharex=True, sharey=True).flat
    for number, (axis, (name, build)) in enumerate(zip(axes, SCHEDULERS.items(), strict=True)):
        axis.plot(rates(build), color=f"C{number}", linewidth=2)
        axis.set_title(name, fontsize="small")
        axis.set_ylim(0, 1.05)
        if number >= 4:
            axis.set_xlabel(text["x"])
        if number % 2 == 0:
            axis.set_ylabel(text["y"])
