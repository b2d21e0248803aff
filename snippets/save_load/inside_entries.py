"""The entries of the zip archive that torch.save writes."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

from pathlib import Path

# --8<-- [start:entries]
import zipfile

import torch
from torch import nn

layer = nn.Linear(3, 2)
torch.save(layer.state_dict(), "layer.pt")

with zipfile.ZipFile("layer.pt") as archive:
    entries = archive.infolist()
for entry in entries:
    print(entry.filename)
packed = [e.compress_type != zipfile.ZIP_STORED for e in entries]
print("compressed:", any(packed))
# --8<-- [end:entries]
names = {entry.filename.partition("/")[2] for entry in entries}
described = ["data.pkl", "data/0", "data/1", "byteorder", "version"]
described += [".format_version", ".storage_alignment"]
described += [".data/serialization_id"]
assert names == set(described)
assert all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)

# --8<-- [start:small]
with zipfile.ZipFile("layer.pt") as archive:
    small = ("version", ".format_version", "byteorder", ".storage_alignment")
    for name in small:
        print(f"{name:<20}{archive.read('layer/' + name).decode().strip()}")
# --8<-- [end:small]


# --8<-- [start:serial]
def serial(file):
    with zipfile.ZipFile(file) as archive:
        folder = file.removesuffix(".pt")
        return archive.read(f"{folder}/.data/serialization_id")


torch.save(layer.state_dict(), "again.pt")
torch.save(nn.Linear(3, 2).state_dict(), "other.pt")
print("same contents, same id:", serial("again.pt") == serial("layer.pt"))
print("other contents, same id:", serial("other.pt") == serial("layer.pt"))
# --8<-- [end:serial]
assert serial("again.pt") == serial("layer.pt") != serial("other.pt")

# It follows the settings, too.
from torch.utils.serialization import config

with config.patch("save.storage_alignment", 4096):
    torch.save(layer.state_dict(), "apart.pt")
assert serial("apart.pt") != serial("layer.pt")

Path("模型").mkdir()
for path in ("模型.pt", "模型/layer.pt"):
    torch.save(layer.state_dict(), path)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "archive/data.pkl"
