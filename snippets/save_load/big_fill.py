"""Write a checkpoint that never was in memory: fill its file by a map."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# ///
import sys

assert sys.platform.startswith("linux"), "the recorded run is one of Linux"

# --8<-- [start:reserve]
import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.serialization import skip_data

with FakeTensorMode():
    outline = nn.Linear(1000, 1000).state_dict()  # no numbers here either
with skip_data(materialize_fake_tensors=True):
    torch.save(outline, "filled.pt")
space = torch.load("filled.pt", mmap=True, weights_only=True)
print("only zeros:", not space["weight"].any(), tuple(space["weight"].shape))
# --8<-- [end:reserve]
assert type(outline["weight"]).__name__ == "FakeTensor"
assert not space["weight"].any()
assert space["weight"].untyped_storage().nbytes() == 4_000_000

# --8<-- [start:private]
# the default, MAP_PRIVATE: this process gets a page of its own
space["bias"].fill_(1)
print("in the file:", torch.load("filled.pt")["bias"].unique().tolist())
# --8<-- [end:private]
assert not torch.load("filled.pt")["bias"].any() and space["bias"].all()

# --8<-- [start:shared]
from mmap import MAP_SHARED

from torch.serialization import set_default_mmap_options

with set_default_mmap_options(MAP_SHARED):
    space = torch.load("filled.pt", mmap=True, weights_only=True)
space["bias"].fill_(2)
# a row at a time, from wherever it comes
for number, row in enumerate(space["weight"]):
    row.fill_(number)
filled = torch.load("filled.pt", weights_only=True)
bias, column = filled["bias"].unique(), filled["weight"][:4, 0]
print("in the file:", bias.tolist(), column.tolist())
# --8<-- [end:shared]
assert filled["bias"].eq(2).all()
assert torch.equal(filled["weight"][:, 7], torch.arange(1000.0))

# --8<-- [start:checksum]
import zipfile

with zipfile.ZipFile("filled.pt") as archive:
    print("fails its checksum:", archive.testzip())
torch.save(filled, "rewritten.pt")
with zipfile.ZipFile("rewritten.pt") as archive:
    print("saved again:", archive.testzip())
    # --8<-- [end:checksum]
    assert archive.testzip() is None
