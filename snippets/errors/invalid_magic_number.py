"""A file of pickle.dump, given to torch.load."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Detected pickle protocol"]
# ///

# --8<-- [start:raise]
import pickle
from pathlib import Path

import torch
from torch import nn

model = nn.Linear(2, 1)
with Path("weights.pkl").open("wb") as file:
    pickle.dump(model.state_dict(), file)
try:
    # only for a file that you trust: it can run code
    torch.load("weights.pkl", weights_only=False)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("torch reads any pickle now")
try:
    torch.load("weights.pkl")
except pickle.UnpicklingError as error:
    assert "Unsupported operand 149" in str(error)
else:
    raise AssertionError("torch reads any pickle now, and safely")

# --8<-- [start:fix]
with Path("weights.pkl").open("rb") as file:
    state = pickle.load(file)  # runs what is in the file: only if it is yours
torch.save(state, "weights.pt")
print(model.load_state_dict(torch.load("weights.pt")))
# --8<-- [end:fix]
assert torch.load("weights.pt")["weight"].equal(model.weight)
