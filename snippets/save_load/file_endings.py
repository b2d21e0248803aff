"""The ending of a file's name says nothing to torch.save and torch.load."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:endings]
import tarfile
import zipfile
from pathlib import Path

import torch

for name in ("net.pt", "net.pth", "net.tar", "net.bin", "net.jpeg", "net"):
    torch.save({"weight": torch.ones(2)}, name)
    assert torch.load(name, weights_only=True)["weight"].tolist() == [1, 1]
    print(f"{name:<9}zip: {zipfile.is_zipfile(name)}", end=", ")
    print(f"tar: {tarfile.is_tarfile(name)}")
# --8<-- [end:endings]
assert zipfile.is_zipfile("net.tar") and not tarfile.is_tarfile("net.tar")

# --8<-- [start:folder]
Path("net.pt").replace("renamed.pt")
with zipfile.ZipFile("renamed.pt") as archive:
    print(archive.namelist()[0])
print(torch.load("renamed.pt", weights_only=True))
# --8<-- [end:folder]
