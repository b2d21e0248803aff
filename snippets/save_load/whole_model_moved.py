"""A saved model names its class: rename or move it, and the file breaks."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:saved]
import importlib
import sys
from pathlib import Path

import torch

sys.path.insert(0, "")  # imports look in the current folder, too


def write_module(name, class_name):
    its_class = f"class {class_name}(nn.Linear):\n    pass\n"
    Path(f"{name}.py").write_text(f"from torch import nn\n\n\n{its_class}")
    sys.modules.pop(name, None)  # as in a new process
    importlib.invalidate_caches()


write_module("old_nets", "OldNet")
import old_nets

original = old_nets.OldNet(2, 1)
torch.save(original, "moved.pt")
# --8<-- [end:saved]

# --8<-- [start:renamed]
write_module("old_nets", "Classifier")
try:
    # only for a file that you trust: it can run code
    torch.load("moved.pt", weights_only=False)
except AttributeError as error:
    print(f"{type(error).__name__}:", str(error).partition(" from")[0] + ">")
# --8<-- [end:renamed]
else:
    raise AssertionError("a renamed class was found")

# --8<-- [start:gone]
Path("old_nets.py").unlink()
del sys.modules["old_nets"]
importlib.invalidate_caches()
try:
    # only for a file that you trust: it can run code
    torch.load("moved.pt", weights_only=False)
except ModuleNotFoundError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:gone]
else:
    raise AssertionError("a module that is gone was found")

# --8<-- [start:rescue]
write_module("new_nets", "Classifier")
import new_nets

new_nets.OldNet = new_nets.Classifier
sys.modules["old_nets"] = new_nets  # the old address leads to the new one
# only for a file that you trust: it can run code
rescued = torch.load("moved.pt", map_location="cpu", weights_only=False)
torch.save(rescued.state_dict(), "rescued.pt")
keys = sorted(torch.load("rescued.pt", weights_only=True))
print(type(rescued).__name__, keys)
# --8<-- [end:rescue]
assert torch.equal(rescued.weight, original.weight)
