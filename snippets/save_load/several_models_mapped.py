"""Mapped, a file of several models is read only where it is used."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# requires = ["linux"]
# varies = ["\\d+ MiB"]
# ///
import sys

assert sys.platform.startswith("linux"), "/proc is a thing of Linux"

# --8<-- [start:mapped]
import os
from pathlib import Path

import torch
from torch import nn


def resident():
    """The memory of this process that is there, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") >> 20


parts = {"small": nn.Linear(10, 10), "large": nn.Linear(4000, 4000)}
states = {name: part.state_dict() for name, part in parts.items()}
torch.save(states, "both_parts.tar")

more = {}
for mmap in (True, False):
    before = resident()
    both = torch.load("both_parts.tar", mmap=mmap, weights_only=True)
    both["small"]["weight"].sum()
    more[mmap] = resident() - before
    print(f"mmap={mmap}: {more[mmap]} MiB more")
# --8<-- [end:mapped]
assert more[True] < 20 and more[False] > 50
