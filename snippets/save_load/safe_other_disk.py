"""A temporary file on another disk cannot be renamed into its place."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# ///
import sys

assert sys.platform.startswith("linux"), "/dev/shm is a thing of Linux"

# --8<-- [start:elsewhere]
import tempfile
from pathlib import Path

import torch

# a disk in memory
with tempfile.NamedTemporaryFile(dir="/dev/shm") as elsewhere:
    torch.save({"step": 1}, elsewhere)
    elsewhere.flush()
    try:
        Path(elsewhere.name).replace("latest.pt")
    except OSError as error:
        print(f"{type(error).__name__}: {error.strerror}")
    other = Path(elsewhere.name).stat().st_dev != Path().stat().st_dev
print("another disk:", other)
# --8<-- [end:elsewhere]
assert other and not Path("latest.pt").exists()
