"""Change each bit of a checkpoint: none is loaded with wrong numbers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# timeout = 120
# ///

import zipfile
from pathlib import Path

import torch


def load_checked(path):
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()  # reads all of it, compares the checksums
    if damaged:
        raise zipfile.BadZipFile(f"wrong checksum: {damaged}")
    return torch.load(path, map_location="cpu", weights_only=True)


model = torch.nn.Linear(4, 2)
checkpoint = {"step": 5, "loss": 0.7, "model": model.state_dict()}

# --8<-- [start:every-bit]
torch.save(checkpoint, "small.pt")
contents = bytearray(Path("small.pt").read_bytes())
noticed, harmless, wrong = 0, 0, 0
for place in range(len(contents)):
    contents[place] ^= 1
    Path("flipped.pt").write_bytes(contents)
    contents[place] ^= 1
    try:
        loaded = load_checked("flipped.pt")
    except Exception:
        noticed += 1
        continue
    now, then = loaded["model"].values(), checkpoint["model"].values()
    same = all(torch.equal(a, b) for a, b in zip(now, then, strict=True))
    same = same and loaded["step"] == 5
    harmless, wrong = harmless + same, wrong + (not same)
print("loaded, and wrong:", wrong)
# --8<-- [end:every-bit]
assert wrong == 0 and noticed > 100 and harmless > 0
