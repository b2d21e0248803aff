"""Tensors divided among ranks, as ZeRO-3 leaves them in a state_dict."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

net = nn.Linear(2, 1)
# what one rank sees of each parameter while ZeRO-3 holds the parts
saved = {name: torch.empty(0) for name in net.state_dict()}
try:
    net.load_state_dict(saved)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
empty = [name for name, tensor in saved.items() if not tensor.numel()]
print(f"{len(empty)} of {len(saved)} tensors are empty")
# --8<-- [end:fix]
assert len(empty) == len(saved)

# --8<-- [start:wrong]
own = net.state_dict()
fitting = {n: t for n, t in saved.items() if t.shape == own[n].shape}
net.load_state_dict(fitting, strict=False)
print(f"{len(fitting)} of {len(own)} tensors were loaded")
# --8<-- [end:wrong]
assert not fitting
