"""The header of a safetensors file, and damage behind it."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.8"]
# ///

# --8<-- [start:write]
import torch
from safetensors.torch import save_file

weight = torch.arange(6.0).reshape(2, 3)
tensors = {"weight": weight, "bias": torch.tensor([0.5, 2])}
save_file(tensors, "tiny.safetensors", metadata={"epoch": "3"})
# --8<-- [end:write]

# --8<-- [start:header]
import json
from pathlib import Path

with Path("tiny.safetensors").open("rb") as file:
    length = int.from_bytes(file.read(8), "little")
    header = json.loads(file.read(length))
for name, facts in header.items():
    print(name, facts)
# --8<-- [end:header]
assert header["__metadata__"] == {"epoch": "3"}
assert header["weight"]["shape"] == [2, 3]

# --8<-- [start:numbers]
import struct

numbers = Path("tiny.safetensors").read_bytes()[8 + length :]
begin, end = header["bias"]["data_offsets"]
print(struct.unpack("<2f", numbers[begin:end]))
print("bytes of numbers:", len(numbers), "= 4 ×", 6 + 2)
# --8<-- [end:numbers]
assert struct.unpack("<2f", numbers[begin:end]) == (0.5, 2)
assert len(numbers) == 32

# --8<-- [start:damage]
from safetensors import SafetensorError
from safetensors.torch import load_file

whole = Path("tiny.safetensors").read_bytes()
Path("cut.safetensors").write_bytes(whole[:-1])
try:
    load_file("cut.safetensors")
except SafetensorError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:damage]
else:
    raise AssertionError("half a file was accepted")

# --8<-- [start:flipped]
flipped = whole[:-1] + bytes([whole[-1] ^ 0x80])  # one bit
Path("flipped.safetensors").write_bytes(flipped)
print(load_file("flipped.safetensors")["weight"])
# --8<-- [end:flipped]
loaded = load_file("flipped.safetensors")
assert loaded["weight"][1, 2] == -tensors["weight"][1, 2]
