"""A saved model whose module has been renamed or is not installed."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import sys
import types

import torch
from torch import nn


class Net(nn.Linear):
    __module__ = "oldpkg.nets"  # as if the class stood in oldpkg/nets.py


oldpkg = sys.modules["oldpkg"] = types.ModuleType("oldpkg")
oldpkg.nets = sys.modules["oldpkg.nets"] = types.ModuleType("oldpkg.nets")
oldpkg.nets.Net = Net
model = Net(2, 1)
torch.save(model, "moved.pt")

del sys.modules["oldpkg"], sys.modules["oldpkg.nets"]  # the package is gone
try:
    # only for a file that you trust: it can run code
    torch.load("moved.pt", weights_only=False)
except ModuleNotFoundError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a module that is gone was found")

# --8<-- [start:fix]
newpkg = types.ModuleType("newpkg")  # in your code: import newpkg
newpkg.nets = types.ModuleType("newpkg.nets")
newpkg.nets.Net = Net

sys.modules["oldpkg"] = newpkg  # the old address leads to the new one
sys.modules["oldpkg.nets"] = newpkg.nets
# only for a file that you trust: it can run code
rescued = torch.load("moved.pt", weights_only=False)
torch.save(rescued.state_dict(), "weights.pt")  # names no module
del sys.modules["oldpkg"], sys.modules["oldpkg.nets"]

print(sorted(torch.load("weights.pt")))
# --8<-- [end:fix]
assert torch.equal(rescued.weight, model.weight)

# --8<-- [start:wrong]
# an empty file of that name
sys.modules["oldpkg"] = types.ModuleType("oldpkg")
sys.modules["oldpkg.nets"] = types.ModuleType("oldpkg.nets")
try:
    # only for a file that you trust: it can run code
    torch.load("moved.pt", weights_only=False)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
else:
    raise AssertionError("a class was found in an empty module")
