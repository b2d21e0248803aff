"""A schedule that was told a number of steps, and is asked for more."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch.optim.lr_scheduler import OneCycleLR

optimizer = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1)
epochs, batches = 2, 3
scheduler = OneCycleLR(optimizer, max_lr=0.1, total_steps=epochs)
try:
    for _ in range(epochs * batches):  # but it is stepped once for each batch
        optimizer.step()
        scheduler.step()
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-resumed]
saved = OneCycleLR(optimizer, max_lr=0.1, total_steps=6).state_dict()
longer = OneCycleLR(optimizer, max_lr=0.1, total_steps=12)
longer.load_state_dict(saved)  # brings the old total, too
try:
    for _ in range(12):
        optimizer.step()
        longer.step()
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-resumed]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
total = epochs * batches  # as often as scheduler.step() will be called
scheduler = OneCycleLR(optimizer, max_lr=0.1, total_steps=total)
for _ in range(total):
    last = scheduler.get_last_lr()[0]
    optimizer.step()
    scheduler.step()
print(f"learning rate of the last step: {last:.2g}")
# --8<-- [end:fix]
assert last < 1e-6

# --8<-- [start:wrong]
scheduler = OneCycleLR(optimizer, max_lr=0.1, total_steps=10 * total)
for _ in range(total):
    last = scheduler.get_last_lr()[0]
    optimizer.step()
    scheduler.step()
print(f"learning rate of the last step: {last:.2g}")  # still rising
# --8<-- [end:wrong]
assert 0.004 < last < scheduler.get_last_lr()[0] < 0.1
