"""Load a file that has a NumPy scalar in it: allow three names."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

import numpy as np
import torch

best = np.mean([0.5, 0.75])
torch.save({"weight": torch.ones(2), "best": best}, "numpy.pt")

# --8<-- [start:rescue]
from torch.serialization import get_unsafe_globals_in_checkpoint, safe_globals

# reads names, runs nothing
print(sorted(get_unsafe_globals_in_checkpoint("numpy.pt")))
rebuild = best.__reduce__()[0]  # numpy._core.multiarray.scalar
with safe_globals([rebuild, np.dtype, np.dtypes.Float64DType]):
    rescued = torch.load("numpy.pt")
print(rescued["best"])
# --8<-- [end:rescue]
assert rescued["best"] == 0.625
