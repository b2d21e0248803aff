"""Something alive is part of what is saved: a lock, a generator."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import threading

import torch
from torch import nn

model = nn.Linear(2, 1)
model.lock = threading.Lock()
batches = (torch.ones(2) for _ in range(3))
for alive in (model, {"model": model.state_dict(), "batches": batches}):
    try:
        torch.save(alive, "checkpoint.pt")
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError(f"{type(alive)} can be pickled now")

# --8<-- [start:fix]
torch.save({"model": model.state_dict(), "next_batch": 0}, "checkpoint.pt")
print(list(torch.load("checkpoint.pt")))
# --8<-- [end:fix]
saved = torch.load("checkpoint.pt")["model"]
assert torch.equal(saved["weight"], model.weight)
