"""Schedulers: what they write, when to step, and what they refuse now."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# warns = [
#     "Detected call of `lr_scheduler.step",
#     "epoch parameter in `scheduler.step",
# ]
# ///

# --8<-- [start:writes]
import torch
from torch import nn
from torch.optim import lr_scheduler

parameters = [nn.Parameter(torch.zeros(()))]
optimizer = torch.optim.SGD(parameters, lr=1.0)
scheduler = lr_scheduler.LinearLR(optimizer, start_factor=0.25, total_iters=3)
for _ in range(4):
    print("this step uses", optimizer.param_groups[0]["lr"])
    optimizer.step()
    scheduler.step()  # after the optimizer's
# --8<-- [end:writes]
assert optimizer.param_groups[0]["lr"] == scheduler.get_last_lr()[0] == 1.0

# --8<-- [start:joined]
optimizer = torch.optim.SGD(parameters, lr=1.0)
warm_up = lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=2)
cosine = lr_scheduler.CosineAnnealingLR(optimizer, T_max=4)
scheduler = lr_scheduler.SequentialLR(
    optimizer, [warm_up, cosine], milestones=[2]
)
rates = []
for _ in range(7):
    rates += scheduler.get_last_lr()
    optimizer.step()
    scheduler.step()
print(*(f"{rate:.2f}" for rate in rates))
# --8<-- [end:joined]
assert rates[2] == max(rates) == 1.0 and rates[6] == 0

# --8<-- [start:plateau]
optimizer = torch.optim.SGD(parameters, lr=1.0)
scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.1, patience=1)
for loss in (5.0, 4.0, 4.0, 4.0, 3.0):
    scheduler.step(loss)
    print(loss, scheduler.get_last_lr())
# --8<-- [end:plateau]
assert scheduler.get_last_lr() == [0.1]

# --8<-- [start:order]
import warnings

optimizer = torch.optim.SGD(parameters, lr=1.0)
scheduler = lr_scheduler.StepLR(optimizer, step_size=1)
with warnings.catch_warnings(record=True) as caught:
    scheduler.step()  # before any step of the optimizer
    optimizer.step()
    scheduler.step(5)  # with a number
for warning in caught:
    print(str(warning.message).partition(". ")[0])
# --8<-- [end:order]
assert len(caught) == 2

# --8<-- [start:verbose]
try:
    lr_scheduler.StepLR(optimizer, step_size=1, verbose=True)
    raise AssertionError("should have been refused")
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:verbose]

# --8<-- [start:saved]
scheduler = lr_scheduler.LambdaLR(optimizer, lambda step: 0.5**step)
print(scheduler.state_dict()["lr_lambdas"])
# --8<-- [end:saved]
assert scheduler.state_dict()["lr_lambdas"] == [None]
