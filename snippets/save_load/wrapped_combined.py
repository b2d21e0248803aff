"""Two wrappers, two prefixes: take off the outer one first."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:combined]
import torch
from torch import nn
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

model = nn.Sequential(nn.Linear(2, 2))
compiled = torch.compile(nn.DataParallel(model), backend="eager")
print("saved:", *compiled.state_dict())
for prefixes in (("module.", "_orig_mod."), ("_orig_mod.", "module.")):
    state = compiled.state_dict()
    for prefix in prefixes:
        consume_prefix_in_state_dict_if_present(state, prefix)
    print(f"without {prefixes[0]} then {prefixes[1]}:", *state)
    # --8<-- [end:combined]
    outer_first = prefixes[0] == "_orig_mod."
    assert (list(state) == list(model.state_dict())) == outer_first


# --8<-- [start:inner]
def inner(wrapped):
    """The model inside, however it was wrapped."""
    wrappers = nn.DataParallel, nn.parallel.DistributedDataParallel
    while True:
        if isinstance(wrapped, wrappers):
            wrapped = wrapped.module
        elif hasattr(wrapped, "_orig_mod"):
            wrapped = wrapped._orig_mod
        else:
            return wrapped


print("to save:", *inner(compiled).state_dict())
# --8<-- [end:inner]
assert inner(compiled) is model and inner(model) is model
other = nn.DataParallel(torch.compile(model, backend="eager"))
assert inner(other) is model
