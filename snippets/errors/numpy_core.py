"""A file written under NumPy 2, read under one that is older than 1.26.1."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

# --8<-- [start:setup]
import sys
from unittest import mock

import numpy as np
import torch

# this file names numpy._core.multiarray.scalar
torch.save({"best": np.float64(0.5)}, "numpy2.pt")
older = {
    n: m for n, m in sys.modules.items() if not n.startswith("numpy._core")
}
no_modules = mock.patch.dict(sys.modules, older, clear=True)
# as where NumPy has no folder _core
no_folder = mock.patch.object(np, "__path__", [])
# --8<-- [end:setup]

# --8<-- [start:raise]
with no_modules, no_folder:
    try:
        # only for a file that you trust: it can run code
        torch.load("numpy2.pt", weights_only=False)
    except ModuleNotFoundError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("numpy._core is still there")

# --8<-- [start:fix]
# where NumPy is new; you trust the file
state = torch.load("numpy2.pt", weights_only=False)
state["best"] = state["best"].item()
torch.save(state, "plain.pt")
with no_modules, no_folder:
    print(torch.load("plain.pt"))
# --8<-- [end:fix]
assert type(torch.load("plain.pt")["best"]) is float
