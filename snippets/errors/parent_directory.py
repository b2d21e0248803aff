"""The folder to save in does not exist."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(2)
try:
    torch.save(weight, "nodir/weights.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("torch.save makes folders now")

# --8<-- [start:fix]
from pathlib import Path

path = Path("nodir/weights.pt")
path.parent.mkdir(parents=True, exist_ok=True)
torch.save(weight, path)
print(torch.load(path))
# --8<-- [end:fix]
assert torch.equal(torch.load(path), weight)
