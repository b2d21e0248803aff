"""A GradScaler that leaves the first step out, and the scheduler's warning."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Detected call of `lr_scheduler.step"]
# ///

# --8<-- [start:skipped]
import warnings

import torch
from torch import nn
from torch.optim import lr_scheduler


def train(wait):
    """The learning rate and the warnings after three steps, the first inf."""
    weight = nn.Parameter(torch.ones(()))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    scheduler = lr_scheduler.StepLR(optimizer, step_size=1)
    scaler = torch.amp.GradScaler("cpu")
    with warnings.catch_warnings(record=True) as caught:
        for factor in (float("inf"), 1.0, 1.0):
            optimizer.zero_grad()
            scaler.scale(weight * factor).backward()
            scale = scaler.get_scale()
            scaler.step(optimizer)
            scaler.update()
            if not wait or scaler.get_scale() >= scale:  # the step was done
                scheduler.step()
    return scheduler.get_last_lr()[0], len(caught)


for wait in (False, True):
    rate, warned = train(wait)
    print(f"waits {wait}: {warned} warning, learning rate {rate:g}")
# --8<-- [end:skipped]
assert train(wait=False)[1] == 1 and train(wait=True)[1] == 0
assert train(wait=True)[0] > train(wait=False)[0]
