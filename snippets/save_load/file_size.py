"""A file can be larger than its tensors: a view brings its storage."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:view]
from pathlib import Path

import torch

everything = torch.rand(100_000)
few = everything[:5]
torch.save(few, "view.pt")
torch.save(few.clone(), "clone.pt")

view, clone = (Path(name).stat().st_size for name in ("view.pt", "clone.pt"))
print("the view takes over 100 times the space:", view > 100 * clone)
# --8<-- [end:view]
assert view > everything.nbytes > 100 * clone

# --8<-- [start:storage]
loaded = torch.load("view.pt", weights_only=True)
stored = loaded.untyped_storage().nbytes() // loaded.itemsize
print(len(loaded), "numbers loaded, in a storage for", stored)
# --8<-- [end:storage]
assert len(loaded) == 5 and stored == 100_000

# --8<-- [start:shared]
torch.save([everything, few], "both.pt")
everything, few = torch.load("both.pt", weights_only=True)
few.zero_()
print("still one memory:", everything[:5].tolist() == [0, 0, 0, 0, 0])
# --8<-- [end:shared]
assert everything[:5].tolist() == [0, 0, 0, 0, 0] and everything.any()
assert Path("both.pt").stat().st_size < 1.1 * view
z = torch.ones(3, dtype=torch.complex64)
torch.save([z, z.real.clone()], "complex.pt")
try:
    torch.save([z, z.real], "complex.pt")
except RuntimeError as error:
    assert "view the same data as different types" in str(error)
else:
    raise AssertionError("two dtypes over one storage were saved")
