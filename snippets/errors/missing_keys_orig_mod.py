"""Weights of a model that was saved while torch.compile was around it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 1))
# the quickest backend; all do this
compiled = torch.compile(model, backend="eager")
torch.save(compiled.state_dict(), "compiled.pt")

plain = nn.Sequential(nn.Linear(2, 1))
try:
    plain.load_state_dict(torch.load("compiled.pt"))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the prefix does not matter now")

# --8<-- [start:fix]
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

state = torch.load("compiled.pt")
consume_prefix_in_state_dict_if_present(state, "_orig_mod.")
print(plain.load_state_dict(state))

# Next time: save the model inside the wrapper, or compile it in place.
print(list(compiled._orig_mod.state_dict()))
model.compile(backend="eager")
print(list(model.state_dict()))
# --8<-- [end:fix]
assert torch.equal(plain[0].weight, model[0].weight)
assert list(model.state_dict()) == ["0.weight", "0.bias"]

# --8<-- [start:wrong]
plain = nn.Sequential(nn.Linear(2, 1))
plain.load_state_dict(torch.load("compiled.pt"), strict=False)  # no error
print("loaded:", torch.equal(plain[0].weight, model[0].weight))
# --8<-- [end:wrong]
assert not torch.equal(plain[0].weight, model[0].weight)

# --8<-- [start:fix-parts]
from torch.nn.parallel import DataParallel

trained = nn.Sequential(model, nn.Linear(1, 1))
trained[1] = torch.compile(trained[1], backend="eager")  # only a part
state = DataParallel(trained).state_dict()
print(list(state))


def without_wrappers(key):  # each name between two dots
    wrappers = {"module", "_orig_mod"}
    return ".".join(part for part in key.split(".") if part not in wrappers)


renamed = {without_wrappers(key): value for key, value in state.items()}
whole = nn.Sequential(nn.Sequential(nn.Linear(2, 1)), nn.Linear(1, 1))
print(whole.load_state_dict(renamed))
# --8<-- [end:fix-parts]
assert torch.equal(whole[0][0].weight, model[0].weight)
