"""load_file maps the file: later changes of the file show in the tensors."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.8"]
# [tool.atlas]
# requires = ["linux"]
# ///

# --8<-- [start:mapped]
import struct
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

save_file({"weight": torch.zeros(3)}, "mapped.safetensors")
mapped = load_file("mapped.safetensors")["weight"]
copied = load_file("mapped.safetensors", backend="pread")["weight"]

# someone writes into the file
with Path("mapped.safetensors").open("r+b") as file:
    file.seek(-4, 2)
    file.write(struct.pack("<f", 7))
print("mapped:", mapped)
print("copied:", copied)
# --8<-- [end:mapped]
assert mapped.tolist() == [0, 0, 7] and copied.tolist() == [0, 0, 0]

# --8<-- [start:replaced]
save_file({"weight": torch.ones(3)}, "mapped.safetensors")
print("mapped:", mapped)
# --8<-- [end:replaced]
assert mapped.tolist() == [0, 0, 7]
assert load_file("mapped.safetensors")["weight"].sum() == 3
