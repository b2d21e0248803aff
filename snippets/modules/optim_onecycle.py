"""OneCycleLR counts steps, not epochs, and sets the momentum as well."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:onecycle]
import torch
from torch import nn

optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(()))], 0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.OneCycleLR(
    optimizer, max_lr=1.0, epochs=2, steps_per_epoch=3
)
momentum = optimizer.param_groups[0]["momentum"]
print("momentum", momentum)
steps = 0
try:
    while True:
        optimizer.step()
        scheduler.step()
        steps += 1
except ValueError as error:
    print(f"{steps} steps, then {type(error).__name__}: {error}")
# --8<-- [end:onecycle]
assert steps == 2 * 3
assert momentum == 0.95
