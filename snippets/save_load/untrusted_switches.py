"""What turns weights_only off: the list, an argument, another loader."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:loud]
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

# --8<-- [start:pickle-module]
attempt(pickle_module=pickle)
attempt(pickle_module=pickle, weights_only=True)
# --8<-- [end:pickle-module]
assert runs(pickle_module=pickle)
assert not runs(pickle_module=pickle, weights_only=True)

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
