"""A defaultdict with something in it, which the default load does not fill."""

# /// script
# dependencies = ["torch>=2.11", "numpy"]
# ///

# --8<-- [start:raise]
import pickle
from collections import defaultdict

import torch
from torch.serialization import safe_globals

history = defaultdict(list)
history["loss"].append(0.5)
torch.save({"w": torch.ones(2), "history": history}, "log.pt")
try:
    with safe_globals([defaultdict, list]):
        torch.load("log.pt")
except pickle.UnpicklingError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a defaultdict is filled now")


# --8<-- [start:fix]
def plain(factory=None):
    return {}  # what is in the file is put into it


with safe_globals([(plain, "collections.defaultdict"), list]):
    loaded = torch.load("log.pt")
print(loaded["history"], type(loaded["history"]).__name__)
# --8<-- [end:fix]
assert loaded["history"] == {"loss": [0.5]}
assert type(loaded["history"]) is dict
