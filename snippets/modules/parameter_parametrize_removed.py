"""Take a parametrization off another layer, while this one is trained."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:other]
import copy

import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize


def build():
    return parametrizations.weight_norm(nn.Linear(2, 1))


layer = build()
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)


def a_step_moves(layer):
    before = layer.weight.detach().clone()
    optimizer.zero_grad()
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    return not torch.equal(layer.weight, before)


to_save = build()
to_save.load_state_dict(layer.state_dict())
parametrize.remove_parametrizations(to_save, "weight")
print("in the file:", list(to_save.state_dict()))
print("taken off another layer, this one learns:", a_step_moves(layer))
parametrize.remove_parametrizations(layer, "weight")
print("taken off this layer:                    ", a_step_moves(layer))
# --8<-- [end:other]
assert list(to_save.state_dict()) == ["bias", "weight"]
assert not a_step_moves(layer)

# --8<-- [start:deepcopy]
layer = build()
duplicate = copy.deepcopy(layer)
parametrize.remove_parametrizations(duplicate, "weight")
try:
    layer(torch.ones(1, 2))
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:deepcopy]
else:
    raise AssertionError("the two have classes of their own now")
