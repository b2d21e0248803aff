"""A scheduler that shall go on, on an optimizer that was never scheduled."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn
from torch.optim.lr_scheduler import StepLR

optimizer = torch.optim.SGD(nn.Linear(2, 1).parameters(), lr=0.1)
try:
    StepLR(optimizer, step_size=10, last_epoch=25)
except KeyError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("initial_lr is not needed now")

# --8<-- [start:fix]
first = StepLR(optimizer, step_size=10)
for _ in range(25):
    optimizer.step()
    first.step()
saved = optimizer.state_dict(), first.state_dict()

resumed = torch.optim.SGD(nn.Linear(2, 1).parameters(), lr=0.1)
scheduler = StepLR(resumed, step_size=10)  # no last_epoch: it is in the state
resumed.load_state_dict(saved[0])
scheduler.load_state_dict(saved[1])
print(scheduler.last_epoch, f"{resumed.param_groups[0]['lr']:.4f}")
# --8<-- [end:fix]
assert scheduler.last_epoch == 25
assert abs(resumed.param_groups[0]["lr"] - 0.001) < 1e-9

# --8<-- [start:wrong]
by_hand = torch.optim.SGD(nn.Linear(2, 1).parameters(), lr=0.1)
by_hand.param_groups[0]["initial_lr"] = 0.1  # no error
StepLR(by_hand, step_size=10, last_epoch=25)
print("after 25 epochs:", by_hand.param_groups[0]["lr"])
# --8<-- [end:wrong]
assert by_hand.param_groups[0]["lr"] == 0.1
