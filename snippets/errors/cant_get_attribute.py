"""A saved model whose class has another name now, or is in a notebook."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import sys
import types

import torch
from torch import nn


class OldNet(nn.Linear):
    __module__ = "nets"  # as if the class stood in nets.py


nets = sys.modules["nets"] = types.ModuleType("nets")
nets.OldNet = OldNet
model = OldNet(2, 1)
torch.save(model, "renamed.pt")

del nets.OldNet  # the class is called something else now
try:
    # only for a file that you trust: it can run code
    torch.load("renamed.pt", weights_only=False)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a class that is gone was found")


# --8<-- [start:fix]
class NewNet(nn.Linear):
    pass


nets.OldNet = NewNet  # before the load: the old name leads to the new class
# only for a file that you trust: it can run code
rescued = torch.load("renamed.pt", weights_only=False)
torch.save(rescued.state_dict(), "weights.pt")  # names no class

loaded = NewNet(2, 1)
print(loaded.load_state_dict(torch.load("weights.pt")))
# --8<-- [end:fix]
assert type(rescued) is NewNet and torch.equal(loaded.weight, model.weight)

# --8<-- [start:wrong]
# an empty class, so that the name is there
nets.OldNet = type("OldNet", (), {})
# only for a file that you trust: it can run code
hollow = torch.load("renamed.pt", weights_only=False)
try:
    hollow(torch.ones(2))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
else:
    raise AssertionError("an empty class computes")


# --8<-- [start:setup-main]
class TrainNet(nn.Linear):  # in the script or the notebook that trained
    pass


torch.save(TrainNet(2, 1), "from_main.pt")
del TrainNet  # and in the program that loads there is none
# --8<-- [end:setup-main]

# --8<-- [start:fix-main]
import __main__  # the file names the class as __main__.TrainNet

__main__.TrainNet = NewNet
# only for a file that you trust: it can run code
print(type(torch.load("from_main.pt", weights_only=False)).__name__)
# --8<-- [end:fix-main]
