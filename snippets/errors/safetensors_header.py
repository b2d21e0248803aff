"""A file called .safetensors that is something else, or not all of it."""

# /// script
# dependencies = ["torch>=2.13", "numpy", "safetensors>=0.8"]
# ///

# --8<-- [start:raise]
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

pointer = "version https://git-lfs.github.com/spec/v1\n"
Path("pointer.safetensors").write_text(pointer)
torch.save({"weight": torch.ones(4)}, "renamed.safetensors")
for name in ("pointer.safetensors", "renamed.safetensors"):
    try:
        load_file(name)
    except SafetensorError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError(f"{name} is read now")

# --8<-- [start:raise-cut]
save_file({"weight": torch.ones(4)}, "whole.safetensors")
whole = Path("whole.safetensors").read_bytes()
# cut before the last number, within the header, at the very start
for size in (len(whole) - 1, 40, 0):
    Path("cut.safetensors").write_bytes(whole[:size])
    try:
        load_file("cut.safetensors")
    except SafetensorError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-cut]
    else:
        raise AssertionError(f"{size} bytes of {len(whole)} are enough now")

# --8<-- [start:fix]
for name in ("pointer", "renamed", "cut", "whole"):
    file = Path(f"{name}.safetensors").read_bytes()
    print(name, len(file), file[:9])

Path("renamed.safetensors").rename("weights.pt")  # PK: torch.save wrote it
print(torch.load("weights.pt"))
# --8<-- [end:fix]
assert torch.equal(
    torch.load("weights.pt")["weight"],
    load_file("whole.safetensors")["weight"],
)

# --8<-- [start:wrong]
Path("weights.pt").rename("renamed.safetensors")
try:
    # only for a file that you trust: it can run code
    torch.load("renamed.safetensors", weights_only=False)
except SafetensorError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
else:
    raise AssertionError("the ending does not matter now")
