"""The list of allowed names: for a block, a process, a name that moved."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:block]
from argparse import Namespace

import torch
from torch.serialization import get_unsafe_globals_in_checkpoint, safe_globals

contents = {"weight": torch.ones(2), "args": Namespace(lr=0.1)}
torch.save(contents, "with_args.pt")
print(sorted(get_unsafe_globals_in_checkpoint("with_args.pt")))
with safe_globals([Namespace]):
    print(torch.load("with_args.pt", weights_only=True)["args"])
# --8<-- [end:block]

# --8<-- [start:process]
from torch.serialization import add_safe_globals, clear_safe_globals
from torch.serialization import get_safe_globals

came_with_torch = get_safe_globals()
add_safe_globals([Namespace])
print("on the list:", Namespace in get_safe_globals())
torch.load("with_args.pt", weights_only=True)
clear_safe_globals()
print("after clear_safe_globals:", get_safe_globals())
# --8<-- [end:process]
assert came_with_torch and Namespace not in came_with_torch

# --8<-- [start:restore]
add_safe_globals(came_with_torch)  # distributed and nested tensors need them
# --8<-- [end:restore]

# --8<-- [start:leaves]
add_safe_globals([Namespace])
with safe_globals([Namespace]):
    pass
print("still on the list:", Namespace in get_safe_globals())
# --8<-- [end:leaves]
assert Namespace not in get_safe_globals()


# --8<-- [start:moved]
class Settings:
    def __init__(self, lr):
        self.lr = lr


torch.save(Settings(0.1), "settings.pt")


class Options(Settings):  # its name today
    pass


with safe_globals([(Options, "__main__.Settings")]):
    options = torch.load("settings.pt", weights_only=True)
print(type(options).__name__, vars(options))
# --8<-- [end:moved]
assert type(options) is Options and options.lr == 0.1
