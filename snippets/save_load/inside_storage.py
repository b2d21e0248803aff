"""The numbers of a tensor, read out of the file with the standard library."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:read]
import zipfile
from array import array

import torch

weight = torch.rand(2, 3)
torch.save({"weight": weight}, "weight.pt")

with zipfile.ZipFile("weight.pt") as archive:
    order = archive.read("weight/byteorder").decode()
    raw = archive.read("weight/data/0")
numbers = array("f", raw)  # "f": 32 bits a number, as torch.float32
print(len(raw), "bytes,", len(numbers), "numbers,", order, "endian")
print("same numbers:", numbers.tolist() == weight.flatten().tolist())
# --8<-- [end:read]
assert numbers.tolist() == weight.flatten().tolist() and len(set(numbers)) > 1

# --8<-- [start:order]
torch.save({"weight": weight.t()}, "turned.pt")
with zipfile.ZipFile("turned.pt") as archive:
    print("turned, same bytes:", archive.read("turned/data/0") == raw)
# --8<-- [end:order]
with zipfile.ZipFile("turned.pt") as archive:
    assert archive.read("turned/data/0") == raw
