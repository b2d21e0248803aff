"""A file that was cut off while it was written, copied or downloaded."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
from pathlib import Path

import torch

torch.save({"weight": torch.ones(1000)}, "whole.pt")
written = Path("whole.pt").read_bytes()
Path("half.pt").write_bytes(written[: len(written) // 2])
try:
    torch.load("half.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("half a file loads now")

# --8<-- [start:raise-larger]
import io

torch.save({"weight": torch.ones(10_000)}, "larger.pt")
written = Path("larger.pt").read_bytes()
Path("larger.pt").write_bytes(written[: len(written) // 2])
for file in ("larger.pt", io.BytesIO(written[: len(written) // 2])):
    try:
        torch.load(file)
    except (OSError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-larger]
    else:
        raise AssertionError("half of a larger file loads now")

# --8<-- [start:fix]
import zipfile

for name in ("half.pt", "larger.pt", "whole.pt"):
    print(name, "has its directory:", zipfile.is_zipfile(name))

# When you write: under another name first, so that half a file never has
# the right one.
torch.save({"weight": torch.ones(1000)}, "model.pt.part")
Path("model.pt.part").replace("model.pt")
print(torch.load("model.pt")["weight"].shape)
# --8<-- [end:fix]
assert not zipfile.is_zipfile("half.pt")
assert not zipfile.is_zipfile("larger.pt")
assert not Path("model.pt.part").exists()

# --8<-- [start:wrong]
try:
    # only for a file that you trust: it can run code
    torch.load("half.pt", weights_only=False)
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])
# --8<-- [end:wrong]
else:
    raise AssertionError("half a file loads without weights_only")
