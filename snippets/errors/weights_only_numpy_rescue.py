"""Load a file that has a NumPy scalar in it: allow three names."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

import numpy as np
import torch

best = np.mean([0.5, 0.75])
torch.save({"weight": torch.ones(2), "best": best}, "numpy.pt")

# --8<-- [start:fix]
from torch.serialization import get_unsafe_globals_in_checkpoint, safe_globals

# reads names, runs nothing
print(sorted(get_unsafe_globals_in_checkpoint("numpy.pt")))
rebuild = np.float64(0).__reduce__()[0]  # numpy._core.multiarray.scalar
with safe_globals([rebuild, np.dtype, np.dtypes.Float64DType]):
    rescued = torch.load("numpy.pt")
print(rescued["best"])
# --8<-- [end:fix]
assert rescued["best"] == 0.625

# --8<-- [start:setup-old]
from zipfile import ZipFile

with ZipFile("numpy.pt") as new, ZipFile("old.pt", "w") as old:
    for entry in new.infolist():  # as NumPy 1 would have named it
        content = new.read(entry).replace(b"numpy._core", b"numpy.core")
        old.writestr(entry.filename, content)
# --8<-- [end:setup-old]

# --8<-- [start:rescue-old]
print(sorted(get_unsafe_globals_in_checkpoint("old.pt")))
renamed = (rebuild, "numpy.core.multiarray.scalar")  # as the file names it
with safe_globals([renamed, np.dtype, np.dtypes.Float64DType]):
    print(torch.load("old.pt")["best"])
# --8<-- [end:rescue-old]
with safe_globals([rebuild, np.dtype, np.dtypes.Float64DType]):
    try:
        torch.load("old.pt")
    except Exception as error:
        assert "numpy.core.multiarray.scalar" in str(error)
    else:
        raise AssertionError("the old name needs no pair now")
