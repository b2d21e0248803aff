"""What a file is, by its first 16 bytes, tried on a file of each kind."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Detected pickle protocol 4 in the checkpoint"]
# long = "it writes a file of each of fifteen kinds, and looks at them"
# ///

# --8<-- [start:fix]
import tarfile
import zipfile
from pathlib import Path

STARTS = {
    b"\x80\x02\x8a\x0al\xfc\x9cF": "torch.save, old format",
    b"\x80": "pickle",
    b"\x1f\x8b": "gzip",
    b"version https://": "Git LFS pointer",
    b"GGUF": "GGUF",
    b"\x89HDF": "HDF5",
    b"\x93NUMPY": "NumPy",
    b"<": "web page",
    b"{": "JSON",
}


def what_is(path):
    with Path(path).open("rb") as file:
        start = file.read(16)
    if start[:4] == b"PK\3\4":
        return "zip" if zipfile.is_zipfile(path) else "zip, cut off"
    if start[8:9] == b"{" and not any(start[5:8]):
        return "safetensors"
    for begin, what in STARTS.items():
        if start.lstrip().startswith(begin):
            return what
    if not any(start):
        return "zeros" if start else "empty"
    return "tar" if tarfile.is_tarfile(path) else f"unknown: {start}"


# --8<-- [end:fix]


# --8<-- [start:raise]
import gzip
import pickle
import struct

import numpy as np
import torch
from safetensors.torch import save

weights = {"w": torch.ones(4)}
torch.save(weights, "good.pt")
good = Path("good.pt").read_bytes()
Path("gzip.pt").write_bytes(gzip.compress(good))
Path("tensors.pt").write_bytes(save(weights))
for name in ("gzip.pt", "tensors.pt"):
    for weights_only in (True, False):
        try:
            torch.load(name, weights_only=weights_only)
        except (pickle.UnpicklingError, UnicodeDecodeError) as error:
            print(f"{type(error).__name__}: {error}\n")
        # --8<-- [end:raise]
        else:
            raise AssertionError("torch.load reads such a file now")

# --8<-- [start:fix-packed]
print(what_is("gzip.pt"), "-", what_is("tensors.pt"))
with gzip.open("gzip.pt") as file:
    print(torch.load(file))
# --8<-- [end:fix-packed]

# --8<-- [start:kinds]
with tarfile.open("tar", "w") as archive:
    archive.add("good.pt")
old = {"_use_new_zipfile_serialization": False}
torch.save(weights, "old.pt", **old)
np.save("array.npy", np.ones(4))
old, tar, array = (
    Path(name).read_bytes() for name in ("old.pt", "tar", "array.npy")
)
kinds = {
    "zip": good,
    "zip, cut off": good[: len(good) // 2],
    "torch.save, old format": old,
    "pickle": pickle.dumps({"w": [1.0]}),
    "safetensors": save(weights),
    "gzip": gzip.compress(good),
    "tar": tar,
    "NumPy": array,
    "GGUF": b"GGUF" + struct.pack("<IQQ", 3, 0, 0),
    "HDF5": b"\x89HDF\r\n\x1a\n" + bytes(88),
    "Git LFS pointer": b"version https://git-lfs.github.com/spec/v1\n",
    "web page": b"\n<!DOCTYPE html><title>Sign in</title>",
    "JSON": b'{"error": "Repository not found"}',
    "zeros": bytes(4096),
    "empty": b"",
}


def said(path):
    """The line in which torch.load says why."""
    try:
        return f"loads: {torch.load(path)}"
    except Exception as error:
        lines = str(error).splitlines()
        why = [line for line in lines if "operand" in line] or lines[:1]
        return "".join(why)[:38] or type(error).__name__


for kind, content in kinds.items():
    Path("model.pt").write_bytes(content)
    assert what_is("model.pt") == kind
    print(f"{kind:23}{content[:4].hex(' '):12} {said('model.pt')}")
# --8<-- [end:kinds]
assert what_is("good.pt") == "zip"
