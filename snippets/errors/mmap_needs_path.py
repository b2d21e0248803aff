"""mmap=True, and an open file instead of a path."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from pathlib import Path

import torch

weight = torch.ones(2)
torch.save({"weight": weight}, "weights.pt")
with Path("weights.pt").open("rb") as file:
    try:
        torch.load(file, mmap=True)
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("an open file can be mapped now")

# --8<-- [start:fix]
print(torch.load(Path("weights.pt"), mmap=True))
# --8<-- [end:fix]
assert torch.equal(torch.load("weights.pt", mmap=True)["weight"], weight)
