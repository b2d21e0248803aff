"""to() copies a tensor but moves a module; so move before the optimizer."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn

model = nn.Linear(3, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
model(torch.ones(4, 3)).square().mean().backward()
optimizer.step()
loaded = {"optimizer": optimizer.state_dict()}

# --8<-- [start:copies]
tensor = torch.ones(2)
moved = tensor.to("meta")
print("tensor: it is on", tensor.device, "and its copy on", moved.device)
print("tensor, if already there: itself:", tensor.to("cpu") is tensor)

module = nn.Linear(2, 2)
result = module.to("meta")
print("module: it is on", module.weight.device)
print("module, what it returned: itself:", result is module)
# --8<-- [end:copies]
assert tensor.to("cpu") is tensor
assert result is module and module.weight.is_meta
assert not tensor.is_meta and moved.is_meta

# --8<-- [start:order]
first_moved = nn.Linear(3, 2).to("meta", torch.float64)
resumed = torch.optim.SGD(first_moved.parameters(), lr=0.1, momentum=0.9)
resumed.load_state_dict(loaded["optimizer"])
momentum = resumed.state[first_moved.weight]["momentum_buffer"]
print(f"moved first: momentum {momentum.dtype} on {momentum.device}")
# --8<-- [end:order]
assert momentum.is_meta and momentum.dtype == torch.float64

# --8<-- [start:late]
moved_late = nn.Linear(3, 2)
resumed = torch.optim.SGD(moved_late.parameters(), lr=0.1, momentum=0.9)
resumed.load_state_dict(loaded["optimizer"])
moved_late.to(torch.float64)
momentum = resumed.state[moved_late.weight]["momentum_buffer"]
weights = moved_late.weight
print(f"moved last: momentum {momentum.dtype}, weights {weights.dtype}")
# --8<-- [end:late]
assert moved_late.weight.dtype == torch.float64
assert momentum.dtype == torch.float32
