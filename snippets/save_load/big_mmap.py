"""What can be mapped: a path, and numbers that lie in the file as they are."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

# --8<-- [start:path]
from pathlib import Path

import torch
from torch import nn

torch.manual_seed(0)
layers = nn.Sequential(nn.Linear(64, 64), nn.Linear(64, 2))
torch.save(layers.state_dict(), "stored.pt")
with Path("stored.pt").open("rb") as file:
    try:
        torch.load(file, mmap=True, weights_only=True)
    except ValueError as error:
        print(f"{type(error).__name__}:", error)
    # --8<-- [end:path]
    else:
        raise AssertionError("an open file can be mapped now")

# --8<-- [start:compressed]
import zipfile

smaller = zipfile.ZipFile("smaller.pt", "w", zipfile.ZIP_DEFLATED)
with smaller, zipfile.ZipFile("stored.pt") as stored:
    for name in stored.namelist():
        smaller.writestr(name, stored.read(name))
for mmap in (False, True):
    state = torch.load("smaller.pt", mmap=mmap, weights_only=True)
    right = torch.equal(state["0.weight"], layers[0].weight)
    print(f"mmap={mmap!s:<6} the saved numbers: {right}")
    # --8<-- [end:compressed]
    assert right != mmap

# --8<-- [start:stored]
with zipfile.ZipFile("smaller.pt") as archive:
    compressed = [e.filename for e in archive.infolist() if e.compress_type]
print("compressed:", len(compressed), "entries")
# --8<-- [end:stored]
with zipfile.ZipFile("stored.pt") as archive:
    assert compressed and not any(e.compress_type for e in archive.infolist())
