"""List the tensors of a checkpoint without torch, and run none of it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:reader]
import io
import pickle
import zipfile
from collections import OrderedDict


class Outline(pickle.Unpickler):
    def find_class(self, module, name):  # imports nothing, so nothing runs
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda storage, offset, shape, *_: (shape, *storage)
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch" and name.endswith("Storage"):
            return name.removesuffix("Storage")
        raise pickle.UnpicklingError(f"{module}.{name} is not for an outline")

    def persistent_load(self, pid):  # where the program asks for a storage
        _, dtype, key, location, _ = pid
        return dtype, f"data/{key}", location


def outline(path):
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if n.endswith("/data.pkl"))
        return Outline(io.BytesIO(archive.read(name))).load()


# --8<-- [end:reader]

# --8<-- [start:write]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8))
torch.save({"epoch": 3, "model": model.state_dict()}, "checkpoint.pt")
# --8<-- [end:write]

# --8<-- [start:list]
checkpoint = outline("checkpoint.pt")
print("epoch:", checkpoint["epoch"])
for name, (shape, dtype, entry, place) in checkpoint["model"].items():
    print(f"{name:<22}{shape!s:<8}{dtype:<6}{entry} {place}")
# --8<-- [end:list]
dtypes = {"Float": torch.float32, "Long": torch.int64}
found = checkpoint["model"].items()
listed = {n: (shape, dtypes[dtype]) for n, (shape, dtype, *_) in found}
true = model.state_dict().items()
assert listed == {n: (tuple(t.shape), t.dtype) for n, t in true}

# --8<-- [start:refuse]
refused = []
for other in (model, torch.zeros(2, dtype=torch.uint16)):
    torch.save(other, "other.pt")
    try:
        outline("other.pt")
    except pickle.UnpicklingError as error:
        refused.append(other)
        print(f"{type(error).__name__}:", error)
# --8<-- [end:refuse]
assert len(refused) == 2
