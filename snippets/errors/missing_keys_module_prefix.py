"""Weights of a model that was saved with DataParallel or DDP around it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 1))
wrapped = nn.DataParallel(model)
torch.save(wrapped.state_dict(), "wrapped.pt")

plain = nn.Sequential(nn.Linear(2, 1))
try:
    plain.load_state_dict(torch.load("wrapped.pt"))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("the prefix does not matter now")

# --8<-- [start:fix]
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present

state = torch.load("wrapped.pt", map_location="cpu")
consume_prefix_in_state_dict_if_present(state, "module.")
print(plain.load_state_dict(state))
# --8<-- [end:fix]
assert torch.equal(plain[0].weight.cpu(), model[0].weight.cpu())

# --8<-- [start:wrong]
plain = nn.Sequential(nn.Linear(2, 1))
state = torch.load("wrapped.pt", map_location="cpu")
print(plain.load_state_dict(state, strict=False))
print("loaded:", torch.equal(plain[0].weight, state["module.0.weight"]))
# --8<-- [end:wrong]
assert not torch.equal(plain[0].weight, state["module.0.weight"])

# --8<-- [start:wrong-replace]
print("module.submodule.weight".replace("module.", ""))
# --8<-- [end:wrong-replace]
assert "module.submodule.weight".replace("module.", "") == "subweight"

# --8<-- [start:fix-library]
state = torch.load("wrapped.pt", map_location="cpu")
consume_prefix_in_state_dict_if_present(state, "module.")
torch.save(state, "plain.pt")  # let the library load this one
print(list(torch.load("plain.pt")))
# --8<-- [end:fix-library]

# --8<-- [start:fix-wrapped]
wrapped = nn.DataParallel(nn.Sequential(nn.Linear(2, 1)))
print(wrapped.module.load_state_dict(state))  # your model is the wrapped one
# --8<-- [end:fix-wrapped]
assert torch.equal(wrapped.module[0].weight.cpu(), model[0].weight.cpu())
