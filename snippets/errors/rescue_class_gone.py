"""The weights of a whole model whose class is gone."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:setup]
import sys
from types import ModuleType

import torch
from torch import nn


class Net(nn.Module):
    __module__ = "lost"  # as if it stood in lost.py

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))


sys.modules["lost"] = ModuleType("lost")
sys.modules["lost"].Net = Net
net = Net()
torch.save(net, "whole.pt")
del sys.modules["lost"]  # and now it is gone
# --8<-- [end:setup]

# --8<-- [start:rescue]
import pickle
from collections import OrderedDict
from types import SimpleNamespace

from torch import _utils


class Stub:
    """In the place of each class and function that the file names."""

    def __init__(self, *args): ...
    def __setstate__(self, state):
        self.__dict__.update(state)


KEPT = {
    "_rebuild_tensor_v2": _utils._rebuild_tensor_v2,
    "_rebuild_parameter": _utils._rebuild_parameter,
    "OrderedDict": OrderedDict,
    "set": set,
}


class Stubs(pickle.Unpickler):
    def find_class(self, module, name):
        if module == "torch" and name.endswith("Storage"):
            return getattr(torch, name)
        return KEPT.get(name) or type(name, (Stub,), {})


def weights(module, prefix=""):
    parts = module._parameters | module._buffers
    found = {prefix + n: t for n, t in parts.items() if t is not None}
    for name, inner in module._modules.items():
        found |= weights(inner, f"{prefix}{name}.")
    return found


stubs = SimpleNamespace(Unpickler=Stubs, __name__="stubs")
how = {"weights_only": False, "pickle_module": stubs, "map_location": "cpu"}
rescued = weights(torch.load("whole.pt", **how))
print([*rescued])
# --8<-- [end:rescue]
assert rescued.keys() == net.state_dict().keys()
assert all(torch.equal(rescued[n], t) for n, t in net.state_dict().items())
