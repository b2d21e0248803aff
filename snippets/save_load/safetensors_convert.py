"""From .pt to .safetensors and back, compared; what is lost on the way."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.4.3"]
# ///

# --8<-- [start:there]
import torch
from safetensors.torch import load_file, save_file
from torch import nn

trained = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
torch.save(trained.state_dict(), "old.pt")

old = torch.load("old.pt", map_location="cpu", weights_only=True)
tensors = {name: tensor.contiguous() for name, tensor in old.items()}
save_file(tensors, "new.safetensors")
# --8<-- [end:there]


# --8<-- [start:compare]
def equal(a, b):
    return a.keys() == b.keys() and all(
        a[name].dtype == b[name].dtype and torch.equal(a[name], b[name])
        for name in a
    )


new = load_file("new.safetensors")
print("equal:", equal(old, new))
# --8<-- [end:compare]
assert equal(old, new) and not equal(old, {**new, "0.bias": new["0.bias"] + 1})

# --8<-- [start:back]
torch.save(new, "back.pt")
back = torch.load("back.pt", map_location="cpu", weights_only=True)
print("equal:", equal(old, back))
# --8<-- [end:back]
assert equal(old, back)

# --8<-- [start:lost]
print("first names before:", list(old)[:2], "after:", list(new)[:2])
before, after = hasattr(old, "_metadata"), hasattr(new, "_metadata")
print("has _metadata before:", before, "after:", after)
# --8<-- [end:lost]
assert list(old) != list(new)
assert hasattr(old, "_metadata") and not hasattr(new, "_metadata")
