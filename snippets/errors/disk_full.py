"""The disk is full while torch.save writes."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# varies = ['inline_container\.cc:\d+', 'unexpected pos \d+ vs \d+']
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(1000)
try:
    torch.save(weight, "/dev/full")  # of Linux: a disk that is always full
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a full disk is not noticed now")

# --8<-- [start:raise-others]
import io
from pathlib import Path

buffer = io.BytesIO()
torch.save(torch.ones(100_000), buffer)
try:
    Path("/dev/full").write_bytes(buffer.getvalue())
except OSError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-others]
else:
    raise AssertionError("a full disk is not noticed now")

# --8<-- [start:fix]
import shutil

print(shutil.disk_usage(".").free > weight.nbytes)

# Under another name first: what fails leaves the last good file alone.
torch.save(weight, "weights.pt.part")
Path("weights.pt.part").replace("weights.pt")
print(torch.load("weights.pt").shape)
# --8<-- [end:fix]
assert torch.equal(torch.load("weights.pt"), weight)
