"""A file whose names are those of another model."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from collections import OrderedDict

import torch
from torch import nn

backbone = nn.Sequential(OrderedDict(fc=nn.Linear(2, 2)))
whole = nn.Sequential(OrderedDict(backbone=backbone, head=nn.Linear(2, 1)))
torch.save(whole.state_dict(), "whole.pt")

alone = nn.Sequential(OrderedDict(fc=nn.Linear(2, 2)))
try:
    alone.load_state_dict(torch.load("whole.pt"))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("names do not matter now")

# --8<-- [start:raise-either]
smaller, larger = nn.Linear(2, 1, bias=False), nn.Linear(2, 1)
for target, source in ((larger, smaller), (smaller, larger)):
    try:
        target.load_state_dict(source.state_dict())
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-either]
    else:
        raise AssertionError("a key may be missing now")

# --8<-- [start:compare]
state = torch.load("whole.pt")
print("in the file: ", *state)
print("in the model:", *alone.state_dict())
# --8<-- [end:compare]
assert not state.keys() & alone.state_dict().keys()

# --8<-- [start:fix]
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

consume_prefix_in_state_dict_if_present(state, "backbone.")
keys = alone.load_state_dict(state, strict=False)
print(keys)
assert not keys.missing_keys
# --8<-- [end:fix]
assert torch.equal(alone.fc.weight, backbone.fc.weight)

# --8<-- [start:wrong]
alone = nn.Sequential(OrderedDict(fc=nn.Linear(2, 2)))
before = alone.fc.weight.clone()
alone.load_state_dict(torch.load("whole.pt"), strict=False)  # no error
print("nothing was loaded:", torch.equal(alone.fc.weight, before))
# --8<-- [end:wrong]
assert torch.equal(alone.fc.weight, before)
