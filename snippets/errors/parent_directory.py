"""The folder to save in does not exist."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(2)
for name in ("nodir/weights.pt", "runs/7/weights.pt"):
    try:
        torch.save(weight, name)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError("torch.save makes folders now")

# --8<-- [start:fix]
from pathlib import Path

path = Path("runs/7/weights.pt")
path.parent.mkdir(parents=True, exist_ok=True)
torch.save(weight, path)
print(torch.load(path))
# --8<-- [end:fix]
assert torch.equal(torch.load(path), weight)

# --8<-- [start:wrong]
try:
    Path("runs").mkdir()
except FileExistsError as error:
    print(type(error).__name__)
# --8<-- [end:wrong]
else:
    raise AssertionError("a folder can be made twice")
