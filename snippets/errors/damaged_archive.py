"""A file that is all there, but altered: zeros in it, or other line ends."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import zipfile
from pathlib import Path

import torch

torch.save({"first": torch.ones(3000), "second": torch.ones(3000)}, "whole.pt")
whole = Path("whole.pt").read_bytes()
with zipfile.ZipFile("whole.pt") as archive:
    begin = archive.getinfo("whole/data/1").header_offset
Path("gap.pt").write_bytes(whole[:begin] + bytes(4096) + whole[begin + 4096 :])
try:
    torch.load("gap.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a file with a gap loads now")

# --8<-- [start:raise-text]
Path("text.pt").write_bytes(whole.replace(b"\n", b"\r\n"))
try:
    torch.load("text.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-text]
else:
    raise AssertionError("a file with other line ends loads now")

# --8<-- [start:fix]
for name in ("gap.pt", "text.pt"):
    print(name, Path(name).stat().st_size - len(whole), "bytes too long")
with zipfile.ZipFile("gap.pt") as archive:
    print("damaged:", archive.testzip())
# --8<-- [end:fix]
with zipfile.ZipFile("whole.pt") as archive:
    assert archive.testzip() is None

# --8<-- [start:wrong]
second = torch.load("gap.pt", mmap=True)["second"]  # no error
print("right numbers:", int((second == 1).sum()), "of", len(second))
# --8<-- [end:wrong]
assert not second.equal(torch.ones(3000))
