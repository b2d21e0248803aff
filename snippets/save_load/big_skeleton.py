"""Read a checkpoint's names and shapes, then one tensor; prove the map."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# ///

# --8<-- [start:skeleton]
import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode

layers = nn.Sequential(nn.Linear(300, 200), nn.Linear(200, 100))
torch.save(layers.state_dict(), "layers.pt")

with FakeTensorMode():  # tensors that have everything but numbers
    skeleton = torch.load("layers.pt", weights_only=True)
for name, tensor in skeleton.items():
    offset = tensor.untyped_storage()._checkpoint_offset
    shape = tuple(tensor.shape)
    print(f"{name:<9}{shape!s:<11}{tensor.dtype}  at byte {offset}")
# --8<-- [end:skeleton]
assert type(tensor).__name__ == "FakeTensor"

# --8<-- [start:one]
from pathlib import Path

wanted = skeleton["1.weight"]
with Path("layers.pt").open("rb") as file:
    file.seek(wanted.untyped_storage()._checkpoint_offset)
    numbers = bytearray(file.read(wanted.nbytes))
one = torch.frombuffer(numbers, dtype=wanted.dtype).view(wanted.shape)
print("the right one:", torch.equal(one, layers[1].weight))
# --8<-- [end:one]
assert torch.equal(one, layers[1].weight) and one.shape == (100, 200)

# --8<-- [start:config]
import io

from torch.utils.serialization import config

with config.patch("load.mmap", True):  # config.load.mmap = True: for good
    mapped = torch.load("layers.pt", weights_only=True)
    try:
        file = io.BytesIO(Path("layers.pt").read_bytes())
        torch.load(file, weights_only=True)
    except ValueError as error:
        print(f"{type(error).__name__}:", error)
    # --8<-- [end:config]
    else:
        raise AssertionError("a buffer can be mapped now")
assert not config.load.mmap


# --8<-- [start:mapped]
def begins(state):
    """Address in memory less place in the file: where the file would begin."""
    return {
        tensor.data_ptr() - skeleton[name].untyped_storage()._checkpoint_offset
        for name, tensor in state.items()
    }


with torch.device("meta"):
    empty = nn.Sequential(nn.Linear(300, 200), nn.Linear(200, 100))
empty.load_state_dict(mapped, assign=True)
read = torch.load("layers.pt", weights_only=True)
print("read:    ", len(begins(read)), "places")
print("mapped:  ", len(begins(mapped)), "place")
print("the model:", len(begins(dict(empty.named_parameters()))), "place")
# --8<-- [end:mapped]
assert begins(mapped) == begins(dict(empty.named_parameters()))
assert len(begins(mapped)) == 1
