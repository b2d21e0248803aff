"""Find the C and C++ headers of the package, and call its C interface."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

# --8<-- [start:headers]
from pathlib import Path

import torch

include = Path(torch.__file__).parent / "include"
entries = {
    "C++ frontend": "torch/csrc/api/include/torch/torch.h",
    "tensors": "ATen/ATen.h",
    "extensions": "torch/extension.h",
    "stable C++": "torch/csrc/stable/library.h",
    "stable C": "torch/csrc/inductor/aoti_torch/c/shim.h",
}
for purpose, header in entries.items():
    print(f"{purpose:<13}{(include / header).is_file()}  {header}")
# --8<-- [end:headers]
assert all((include / header).is_file() for header in entries.values())

# --8<-- [start:call]
import ctypes
import sys

names = {"win32": "torch_cpu.dll", "darwin": "libtorch_cpu.dylib"}
file = include.parent / "lib" / names.get(sys.platform, "libtorch_cpu.so")
library = ctypes.CDLL(str(file))
library.aoti_torch_abi_version.restype = ctypes.c_uint64
version = library.aoti_torch_abi_version()
major, minor = version >> 56, version >> 48 & 255
agree = torch.__version__.startswith(f"{major}.{minor}.")
print("C and Python agree:", agree)
# --8<-- [end:call]
assert agree
