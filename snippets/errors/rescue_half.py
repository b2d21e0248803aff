"""The tensors that are whole in the first half of a file."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:setup]
from pathlib import Path

import torch

torch.manual_seed(0)
weights = {f"layer{n}": torch.randn(1000) for n in range(6)}
torch.save(weights, "model.pt")
whole = Path("model.pt").read_bytes()
Path("half.pt").write_bytes(whole[: len(whole) // 2])
# --8<-- [end:setup]

# --8<-- [start:rescue]
import io
import pickle
import struct
from collections import OrderedDict


def entries(data):
    """Where each entry begins: the list at the end of the file is lost,
    but a short header stands before each entry, too."""
    found, place = {}, data.find(b"PK\3\4")
    while place >= 0 and place + 30 <= len(data):
        name, extra = struct.unpack_from("<HH", data, place + 26)
        start = place + 30
        path = data[start : start + name].decode()
        found[path.partition("/")[2]] = start + name + extra
        place = data.find(b"PK\3\4", start)
    return found


def tensor(flat, offset, shape, stride, *_):
    return None if flat is None else flat.as_strided(shape, stride, offset)


NAMES = {
    "_rebuild_tensor_v2": tensor,
    "OrderedDict": OrderedDict,
    "FloatStorage": torch.float32,  # one for each dtype
    "LongStorage": torch.int64,
}


class Half(pickle.Unpickler):
    def find_class(self, module, name):
        return NAMES[name]

    def persistent_load(self, saved):
        _, dtype, key, _, count = saved
        start = places.get(f"data/{key}", len(data))
        if start + count * dtype.itemsize > len(data):
            return None  # it is in the other half
        return torch.frombuffer(
            data, dtype=dtype, count=count, offset=start
        ).clone()


data = bytearray(Path("half.pt").read_bytes())
places = entries(data)
found = Half(io.BytesIO(data[places["data.pkl"] :])).load()
print({name: t is not None for name, t in found.items()})
# --8<-- [end:rescue]
kept = {name: t for name, t in found.items() if t is not None}
assert 0 < len(kept) < 6
assert all(torch.equal(t, weights[name]) for name, t in kept.items())
