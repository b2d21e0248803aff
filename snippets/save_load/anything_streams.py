"""Save to memory and through gzip: any object with two methods will do."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:memory]
import io

import torch

buffer = io.BytesIO()
torch.save({"weight": torch.ones(2)}, buffer)
content = buffer.getvalue()  # bytes: send them, or store them in a database

print(torch.load(io.BytesIO(content), weights_only=True))
# --8<-- [end:memory]

received = bytearray()


class Sink:
    def write(self, part):
        received.extend(part)

    def flush(self):
        pass


torch.save({"weight": torch.ones(2)}, Sink())  # no more is needed
assert torch.equal(torch.load(io.BytesIO(received))["weight"], torch.ones(2))
del Sink.flush
try:
    torch.save({"weight": torch.ones(2)}, Sink())
except AttributeError as error:
    assert "no attribute 'flush'" in str(error)
else:
    raise AssertionError("flush is not needed any more")

# --8<-- [start:gzip]
import gzip
from pathlib import Path

half_size = {}
tensors = {"mask": torch.ones(10_000), "noise": torch.rand(10_000)}
for name, tensor in tensors.items():
    torch.save(tensor, "plain.pt")
    with gzip.open("packed.pt.gz", "wb") as file:
        torch.save(tensor, file)
    with gzip.open("packed.pt.gz", "rb") as file:
        same = torch.equal(torch.load(file, weights_only=True), tensor)
    plain, packed = Path("plain.pt"), Path("packed.pt.gz")
    small = packed.stat().st_size < plain.stat().st_size / 2
    half_size[name] = small
    print(f"{name}: same tensor: {same}, less than half the size: {small}")
    # --8<-- [end:gzip]
    assert same
assert half_size == {"mask": True, "noise": False}
