"""A new learning rate, and a checkpoint with the old one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

model = nn.Linear(2, 1)
saved = torch.optim.AdamW(model.parameters(), lr=0.001).state_dict()

# finer from here on
optimizer = torch.optim.AdamW(model.parameters(), lr=0.0001)
optimizer.load_state_dict(saved)
print("steps with", optimizer.param_groups[0]["lr"])
# --8<-- [end:wrong-result]
assert optimizer.param_groups[0]["lr"] == 0.001

# --8<-- [start:fix]
for group in optimizer.param_groups:  # after the load
    group["lr"] = 0.0001
print("steps with", optimizer.param_groups[0]["lr"])
# --8<-- [end:fix]
assert optimizer.param_groups[0]["lr"] == 0.0001
