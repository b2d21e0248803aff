"""A list of allowed names does not open the modules that are blocked."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import pickle

import torch
from torch.serialization import safe_globals

# --8<-- [start:blocked]
import sys


class System:
    def __reduce__(self):
        return sys.intern, ("text",)


torch.save(System(), "system.pt")
with safe_globals([sys.intern]):
    try:
        torch.load("system.pt", weights_only=True)
    except pickle.UnpicklingError as error:
        lines = str(error).splitlines()
        print(next(line for line in lines if "blocked" in line))
        # --8<-- [end:blocked]
        assert "module sys is blocked" in str(error)
    else:
        raise AssertionError("sys is not blocked")
