"""A file with a class in it, loaded by code that cannot be changed."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD detected"]
# ///

# --8<-- [start:setup]
import os
from unittest import mock

import torch
from torch.serialization import get_unsafe_globals_in_checkpoint, safe_globals


class Options:  # in reality a class of the library
    lr = 0.1


def library_load(path):  # stands for the library's own call
    return torch.load(path)["weight"]


torch.save({"weight": torch.ones(2), "options": Options()}, "theirs.pt")
# --8<-- [end:setup]

# --8<-- [start:fix]
print(get_unsafe_globals_in_checkpoint("theirs.pt"))  # runs nothing
with safe_globals([Options]):  # around the library's call
    print(library_load("theirs.pt"))
# --8<-- [end:fix]

# --8<-- [start:fix-variable]
switch = {"TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "1"}  # or in the shell
with mock.patch.dict(os.environ, switch):
    print(library_load("theirs.pt"))
    # --8<-- [end:fix-variable]
    try:
        torch.load("theirs.pt", weights_only=True)
    except Exception as error:
        assert "Unsupported global" in str(error)
    else:
        raise AssertionError("the switch goes before what is written out")
