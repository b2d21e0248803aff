"""A flipped bit loads without a word; zipfile finds it by checksums."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:damage]
import zipfile
from pathlib import Path

import torch

numbers = torch.arange(8.0)
torch.save(numbers, "numbers.pt")

file = bytearray(Path("numbers.pt").read_bytes())
first = file.index(bytes(numbers.untyped_storage()))
file[first + 15] ^= 0b1000_0000  # one bit: the sign of the fourth number
Path("numbers.pt").write_bytes(file)
# --8<-- [end:damage]

# --8<-- [start:load]
print(torch.load("numbers.pt", weights_only=True).tolist())
# --8<-- [end:load]
assert torch.load("numbers.pt")[3] == -3

# --8<-- [start:find]
with zipfile.ZipFile("numbers.pt") as archive:
    print("damaged:", archive.testzip())

torch.save(numbers, "numbers.pt")
with zipfile.ZipFile("numbers.pt") as archive:
    print("damaged:", archive.testzip())
# --8<-- [end:find]
with zipfile.ZipFile("numbers.pt") as archive:
    assert archive.testzip() is None

# --8<-- [start:unchecked]
torch.serialization.set_crc32_options(False)
torch.save(numbers, "unchecked.pt")
torch.serialization.set_crc32_options(True)
with zipfile.ZipFile("unchecked.pt") as archive:
    print("damaged, as it seems:", archive.testzip())
# --8<-- [end:unchecked]
assert torch.equal(torch.load("unchecked.pt"), numbers)

# --8<-- [start:truncated]
Path("half.pt").write_bytes(file[: len(file) // 2])
try:
    torch.load("half.pt", weights_only=True)
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])
# --8<-- [end:truncated]
else:
    raise AssertionError("half a file loads now")
