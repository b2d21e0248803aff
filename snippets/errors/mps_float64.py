"""float64 of NumPy, made float32 on the way to the accelerator."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:fix]
import numpy as np
import torch

device = "mps" if torch.backends.mps.is_available() else "cpu"
table = np.linspace(0, 1, 3)  # float64
features = torch.from_numpy(table).to(torch.float32).to(device)
print(features.dtype)
# --8<-- [end:fix]
assert table.dtype == np.float64 and features.dtype == torch.float32

# --8<-- [start:wrong]
try:
    features = torch.from_numpy(table).to(device).float()  # too late on mps
    print("the CPU has float64")
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
