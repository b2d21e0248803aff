"""Sharing that a file does not keep: two dtypes, and two storages."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:limits]
import numpy as np
import torch

waves = torch.ones(2, dtype=torch.complex64)
try:
    torch.save([waves, torch.view_as_real(waves)], "waves.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")

array = np.zeros(3)
torch.save([torch.from_numpy(array), torch.from_numpy(array)], "two.pt")
one, other = torch.load("two.pt", weights_only=True)
one[0] = 5
print("share it again:", other[0].item() == 5)
# --8<-- [end:limits]
assert other[0] == 0
bits = torch.ones(2)
try:
    torch.save({"float": bits, "int": bits.view(torch.int32)}, "bits.pt")
    raise AssertionError("should have been refused")
except RuntimeError as error:
    assert "view the same data as different types" in str(error)
