"""A whole model, loaded with the default that refuses all but plain data."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import pickle

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)


model = Net()
torch.save(model, "whole.pt")
try:
    torch.load("whole.pt")
except pickle.UnpicklingError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a whole model loads by default now")

# --8<-- [start:fix]
# your own file: you trust it
whole = torch.load("whole.pt", weights_only=False)
torch.save(whole.state_dict(), "weights.pt")  # from now on: weights only

loaded = Net()
print(loaded.load_state_dict(torch.load("weights.pt")))
# --8<-- [end:fix]
assert torch.equal(loaded.fc.weight, model.fc.weight)

# --8<-- [start:wrong]
with torch.serialization.safe_globals([Net]):
    try:
        torch.load("whole.pt")
    except pickle.UnpicklingError as error:
        next_one = str(error).partition("GLOBAL ")[2].split()[0]
        print("refused next:", next_one)
# --8<-- [end:wrong]
assert next_one == "torch.nn.modules.linear.Linear"
