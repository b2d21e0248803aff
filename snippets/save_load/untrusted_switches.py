"""What turns weights_only off: the list, an argument, another loader."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD detected"]
# ///

# --8<-- [start:loud]
import pickle

import torch


class Loud:
    def __reduce__(self):
        return print, ("   the file ran",)


torch.save(Loud(), "loud.pt")


def attempt(**arguments):
    shown = [f", {k}={getattr(v, '__name__', v)}" for k, v in arguments.items()]
    print(f'torch.load("loud.pt"{"".join(shown)})')
    try:
        torch.load("loud.pt", **arguments)
    except pickle.UnpicklingError:
        print("   refused")
    except RuntimeError as error:
        print("   RuntimeError:", error)


attempt()
# --8<-- [end:loud]
import contextlib
import io


def runs(**arguments):
    with contextlib.redirect_stdout(io.StringIO()) as heard:
        attempt(**arguments)
    return "the file ran" in heard.getvalue()


assert not runs()

# --8<-- [start:function]
from torch.serialization import safe_globals

with safe_globals([print]):
    attempt(weights_only=True)
# --8<-- [end:function]
with safe_globals([print]):
    assert runs(weights_only=True)


# --8<-- [start:blocked]
import sys


class System:
    def __reduce__(self):
        return sys.intern, ("text",)


torch.save(System(), "system.pt")
with safe_globals([sys.intern]):
    try:
        torch.load("system.pt", weights_only=True)
    except pickle.UnpicklingError as error:
        print(
            next(line for line in str(error).splitlines() if "blocked" in line)
        )
    # --8<-- [end:blocked]
    else:
        raise AssertionError("sys is not blocked")

# --8<-- [start:pickle-module]
attempt(pickle_module=pickle)
attempt(pickle_module=pickle, weights_only=True)
# --8<-- [end:pickle-module]
assert runs(pickle_module=pickle)
assert not runs(pickle_module=pickle, weights_only=True)

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

# --8<-- [start:hub]
from torch.hub import load_state_dict_from_url

# there is a loud.pt here: nothing is fetched
url = "https://example.com/loud.pt"
load_state_dict_from_url(url, model_dir=".")
try:
    load_state_dict_from_url(url, model_dir=".", weights_only=True)
except pickle.UnpicklingError:
    print("   refused")
# --8<-- [end:hub]
else:
    raise AssertionError("the hub did not refuse it")
