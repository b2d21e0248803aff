"""A full disk: what torch.save says, and what it hides."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# varies = ["inline_container.cc:\\d+", "unexpected pos \\d+ vs \\d+"]
# ///

import sys

assert sys.platform.startswith("linux"), (
    "/dev/full, which is always full, is a thing of Linux"
)

# --8<-- [start:message]
import torch

weights = {"weight": torch.ones(1000, 1000)}
try:
    torch.save(weights, "/dev/full")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:message]
else:
    raise AssertionError("/dev/full took it")

# --8<-- [start:reason]
from pathlib import Path

try:
    with Path("/dev/full").open("wb") as file:
        torch.save(weights, file)
except OSError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:reason]
else:
    raise AssertionError("/dev/full took it")
