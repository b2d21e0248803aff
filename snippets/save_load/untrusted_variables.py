"""Two environment variables turn weights_only off and on."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD detected"]
# ///

import contextlib
import io
import pickle

import torch


class Loud:
    def __reduce__(self):
        return print, ("   the file ran",)


torch.save(Loud(), "loud.pt")


def attempt(**arguments):
    shown = ""
    for name, value in arguments.items():
        shown += f", {name}={getattr(value, '__name__', value)}"
    print(f'torch.load("loud.pt"{shown})')
    try:
        torch.load("loud.pt", **arguments)
    except pickle.UnpicklingError:
        print("   refused")
    except RuntimeError as error:
        print(f"   {type(error).__name__}:", error)


def runs(**arguments):
    with contextlib.redirect_stdout(io.StringIO()) as heard:
        attempt(**arguments)
    return "the file ran" in heard.getvalue()


# --8<-- [start:variables]
import os
from unittest.mock import patch

off = {"TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "1"}
on = {"TORCH_FORCE_WEIGHTS_ONLY_LOAD": "1"}

for name, variables in (("off:", off), ("on:", on)):
    with patch.dict(os.environ, variables):
        print(name)
        attempt()
        attempt(weights_only=True)
        # only for a file that you trust: it can run code
        attempt(weights_only=False)
with patch.dict(os.environ, off | on):
    print("both:")
    attempt()
# --8<-- [end:variables]
with patch.dict(os.environ, off):
    assert runs() and runs(weights_only=False) and not runs(weights_only=True)
with patch.dict(os.environ, on):
    assert not runs() and not runs(weights_only=False)
for arguments in ({"weights_only": True}, {"weights_only": False}):
    try:
        with patch.dict(os.environ, off | on):
            torch.load("loud.pt", **arguments)
    except RuntimeError:
        continue
    raise AssertionError("both variables are accepted")
