"""Where the numbers begin in the file: on a multiple of storage_alignment."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

# --8<-- [start:alignment]
from pathlib import Path

import torch
from torch.utils.serialization import config

tensors = [torch.rand(100) for _ in range(10)]
size = {}
for alignment in (64, 4096):
    with config.patch("save.storage_alignment", alignment):
        torch.save(tensors, "tensors.pt")
    file = Path("tensors.pt").read_bytes()
    size[alignment] = len(file)
    first = [file.index(bytes(tensor.untyped_storage())) for tensor in tensors]
    aligned = all(place % alignment == 0 for place in first)
    print(alignment, "aligned:", aligned)
print("over 3 times the size:", size[4096] > 3 * size[64])
# --8<-- [end:alignment]
assert all(place % 4096 == 0 for place in first) and size[4096] > 3 * size[64]
torch.save(tensors, "tensors.pt")
assert Path("tensors.pt").stat().st_size == size[64]  # the default
