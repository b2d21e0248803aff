"""Allow every number of NumPy at once."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

# --8<-- [start:rescue]
import numpy as np
import torch
from torch.serialization import safe_globals

numbers = np.float64(0.5), np.float32(0.5), np.int64(3), np.bool_(True)
torch.save({"w": torch.ones(2), "numbers": numbers}, "numbers.pt")

kinds = [getattr(np.dtypes, name) for name in np.dtypes.__all__]
rebuild = np.float64(0).__reduce__()[0]
old_name = (rebuild, "numpy.core.multiarray.scalar")  # of NumPy 1
with safe_globals([rebuild, old_name, np.dtype, *kinds]):
    loaded = torch.load("numbers.pt")
print(loaded["numbers"])
# --8<-- [end:rescue]
assert loaded["numbers"] == numbers
assert [type(n) for n in loaded["numbers"]] == [type(n) for n in numbers]
