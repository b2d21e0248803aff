"""The order of a resume: a scheduler that is built at the wrong moment."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:order]
import torch
from torch import nn
from torch.optim import lr_scheduler


def warm_up(optimizer):
    parts = [
        lr_scheduler.LinearLR(optimizer, 0.1, total_iters=9),
        lr_scheduler.StepLR(optimizer, 3),
    ]
    return lr_scheduler.SequentialLR(optimizer, parts, milestones=[9])


SCHEDULERS = {
    "OneCycleLR": lambda o: lr_scheduler.OneCycleLR(o, 1.0, total_steps=10),
    "LinearLR": lambda o: lr_scheduler.LinearLR(o, 0.1, total_iters=10),
    "SequentialLR": warm_up,
    "LambdaLR": lambda o: lr_scheduler.LambdaLR(o, lambda step: 0.9**step),
    "CosineAnnealingLR": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=10),
    "StepLR": lambda o: lr_scheduler.StepLR(o, step_size=3, gamma=0.5),
}


def rates(optimizer, scheduler):
    """The learning rates of the next two steps."""
    used = []
    for _ in range(2):
        used.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return used


def resume_rates(make, checkpoint, scheduler_first):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
    if scheduler_first:
        scheduler = make(optimizer)
    optimizer.load_state_dict(checkpoint["optimizer"])
    if not scheduler_first:
        scheduler = make(optimizer)  # sets the learning rate of step 0
    scheduler.load_state_dict(checkpoint["scheduler"])
    return rates(optimizer, scheduler)


print(f"{'':<18}uninterrupted  built first    built last")
for name, make in SCHEDULERS.items():
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    rates(optimizer, scheduler)
    rates(optimizer, scheduler)
    states = {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }
    torch.save(states, "rates.tar")
    checkpoint = torch.load("rates.tar")
    columns = [
        rates(optimizer, scheduler),
        resume_rates(make, checkpoint, scheduler_first=True),
        resume_rates(make, checkpoint, scheduler_first=False),
    ]
    print(f"{name:<18}" + "   ".join(f"{a:.3f}, {b:.3f}" for a, b in columns))
    assert columns[0] == columns[1]
    same = name in ("CosineAnnealingLR", "StepLR")
    assert (columns[0] == columns[2]) == same
# --8<-- [end:order]
