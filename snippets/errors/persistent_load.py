"""A file of torch.save, given to pickle.load."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import pickle
from pathlib import Path

import torch

weight = torch.ones(2)
torch.save({"weight": weight}, "weights.pt")
with Path("weights.pt").open("rb") as file:
    try:
        pickle.load(file)
    except pickle.UnpicklingError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("pickle reads it now")

# --8<-- [start:fix]
print(torch.load("weights.pt"))
# --8<-- [end:fix]
assert torch.equal(torch.load("weights.pt")["weight"], weight)
