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

# --8<-- [start:rewind]
try:
    torch.load(buffer, weights_only=True)  # it stands where torch.save left it
except EOFError as error:
    print("EOFError:", repr(str(error)))
# --8<-- [end:rewind]
else:
    raise AssertionError("no need to rewind any more")

# --8<-- [start:rewound]
buffer.seek(0)
print(torch.load(buffer, weights_only=True))
# --8<-- [end:rewound]

# --8<-- [start:plain-bytes]
try:
    torch.load(content, weights_only=True)
except AttributeError as error:
    print("AttributeError:", str(error).partition(". ")[0])
# --8<-- [end:plain-bytes]
else:
    raise AssertionError("bytes are accepted now")


# --8<-- [start:two]
def load_after_saving(first, second):
    stream = io.BytesIO()
    torch.save(first, stream)
    torch.save(second, stream)
    stream.seek(0)
    return torch.load(stream, weights_only=True)


try:
    load_after_saving(torch.ones(2), torch.zeros(3, 1000))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print("RuntimeError:", str(error).partition(". ")[0])
print(load_after_saving(torch.ones(2), torch.zeros(2)))
# --8<-- [end:two]
first, second = torch.ones(2), torch.zeros(2)
assert torch.equal(load_after_saving(first, second), first)
