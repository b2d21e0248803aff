"""A file with one wrong bit, which loads."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
from pathlib import Path

import torch

numbers = torch.arange(4.0)
torch.save(numbers, "numbers.pt")
file = bytearray(Path("numbers.pt").read_bytes())
# one bit is another
file[file.index(bytes(numbers.untyped_storage())) + 15] ^= 0b1000_0000
Path("numbers.pt").write_bytes(file)
print(torch.load("numbers.pt"))
# --8<-- [end:wrong-result]
assert torch.load("numbers.pt")[3] == -3

# --8<-- [start:fix]
import zipfile

with zipfile.ZipFile("numbers.pt") as archive:
    print("damaged:", archive.testzip())
# --8<-- [end:fix]
with zipfile.ZipFile("numbers.pt") as archive:
    assert archive.testzip()
