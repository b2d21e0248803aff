"""A file that torch.save did not write: a Git LFS pointer, a web page."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import pickle
from pathlib import Path

import torch

pointer = (
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:4d7a\nsize 46830571\n"
)
page = "<!DOCTYPE html><title>Sign in</title>"
for text in (pointer, page):
    Path("model.pt").write_text(text)
    try:
        torch.load("model.pt")
    except pickle.UnpicklingError as error:
        print(f"{type(error).__name__}: {error}\n")
    # --8<-- [end:raise]
    else:
        raise AssertionError("torch reads text now")

# --8<-- [start:raise-unsafe]
for text in (pointer, page):
    Path("model.pt").write_text(text)
    try:
        # only for a file that you trust: it can run code
        torch.load("model.pt", weights_only=False)
    except pickle.UnpicklingError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-unsafe]
    else:
        raise AssertionError("torch reads text now")

# --8<-- [start:fix]
torch.save(torch.ones(2), "real.pt")
for name in ("model.pt", "real.pt"):
    print(name, Path(name).read_bytes()[:15])
# --8<-- [end:fix]
assert Path("real.pt").read_bytes()[:4] == b"PK\3\4"
assert [ord("v"), ord("<")] == [118, 60]
