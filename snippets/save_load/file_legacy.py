"""The format before the zip archive: still written on request, still read."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:write]
import zipfile

import torch

state = {"weight": torch.arange(3.0)}
torch.save(state, "legacy.pt", _use_new_zipfile_serialization=False)
print("zip archive:", zipfile.is_zipfile("legacy.pt"))
print(torch.load("legacy.pt", weights_only=True))
# --8<-- [end:write]
assert not zipfile.is_zipfile("legacy.pt")
assert torch.equal(torch.load("legacy.pt")["weight"], state["weight"])

# --8<-- [start:pickles]
import pickle
from pathlib import Path

with Path("legacy.pt").open("rb") as file:  # our own file, no stranger's
    print("magic number:", pickle.load(file))
    print("protocol:", pickle.load(file))
    print("made on:", *pickle.load(file))
# --8<-- [end:pickles]

# --8<-- [start:mmap]
try:
    torch.load("legacy.pt", mmap=True, weights_only=True)
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(", please")[0])
# --8<-- [end:mmap]
else:
    raise AssertionError("mmap reads the old format now")

# --8<-- [start:convert]
torch.save(torch.load("legacy.pt", weights_only=True), "today.pt")
print("zip archive:", zipfile.is_zipfile("today.pt"))
# --8<-- [end:convert]
assert torch.load("today.pt", mmap=True)["weight"].tolist() == [0, 1, 2]
