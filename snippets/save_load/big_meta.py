"""Load into a model on meta: assign, and build the optimizer afterwards."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["which is a no-op"]
# ///

import numpy as np

# --8<-- [start:no-op]
import textwrap
import warnings

import torch
from torch import nn

torch.save(nn.Linear(2, 2).state_dict(), "linear.pt")
with torch.device("meta"):
    layer = nn.Linear(2, 2)
with warnings.catch_warnings(record=True) as caught:
    keys = layer.load_state_dict(torch.load("linear.pt", weights_only=True))
print(keys, "- but it is on", layer.weight.device)
print(textwrap.fill(f"{caught[0].category.__name__}: {caught[0].message}", 60))
# --8<-- [end:no-op]
assert layer.weight.is_meta
with torch.device("meta"):
    assert torch.zeros(2, device="cpu").device.type == "cpu"  # it was named
    assert torch.tensor([1.0]).is_meta
    assert not torch.from_numpy(np.ones(2)).is_meta
    assert not torch.Tensor(2, 3).is_meta
layer.load_state_dict(torch.load("linear.pt", weights_only=True), assign=True)
assert not layer.weight.is_meta


# --8<-- [start:optimizer]
def one_step(layer, optimizer):
    before = layer.weight.detach().clone()
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    print("weights changed:", not torch.equal(layer.weight, before))


layer = nn.Linear(2, 2)
early = torch.optim.SGD(layer.parameters(), lr=0.1)
layer.load_state_dict(torch.load("linear.pt", weights_only=True), assign=True)
one_step(layer, early)
late = torch.optim.SGD(layer.parameters(), lr=0.1)  # built afterwards
one_step(layer, late)
# --8<-- [end:optimizer]
assert early.param_groups[0]["params"][0] is not layer.weight
assert layer.weight.grad is not None
