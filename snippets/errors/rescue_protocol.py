"""Load a file of pickle protocol 5 without letting it call what it likes."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:rescue]
import pickle
from collections import OrderedDict
from types import SimpleNamespace

import torch
from torch._utils import _rebuild_tensor_v2

ALLOWED = {
    "torch._utils._rebuild_tensor_v2": _rebuild_tensor_v2,
    "collections.OrderedDict": OrderedDict,
    "torch.FloatStorage": torch.FloatStorage,  # one for each dtype
    "torch.LongStorage": torch.LongStorage,
}


class Strict(pickle.Unpickler):
    def find_class(self, module, name):
        if f"{module}.{name}" not in ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
        return ALLOWED[f"{module}.{name}"]


strict = SimpleNamespace(Unpickler=Strict, __name__="strict")


def load(path):
    how = {"weights_only": False, "pickle_module": strict}
    return torch.load(path, map_location="cpu", **how)


torch.save({"w": torch.ones(2)}, "newer.pt", pickle_protocol=5)
print(load("newer.pt"))
# --8<-- [end:rescue]
assert torch.equal(load("newer.pt")["w"], torch.ones(2))


# --8<-- [start:refused]
class Bad:
    def __reduce__(self):
        return print, ("this file runs code",)


torch.save({"w": Bad()}, "bad.pt", pickle_protocol=5)
try:
    load("bad.pt")
except pickle.UnpicklingError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:refused]
else:
    raise AssertionError("it was allowed")
