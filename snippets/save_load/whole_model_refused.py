"""A whole model is refused by default; allow its classes, or run it all."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 8)
        self.out = nn.Linear(8, 2)


model = Net()
torch.save(model, "whole.pt")

# --8<-- [start:default]
from pickle import UnpicklingError


def refusal(path):
    try:
        torch.load(path, map_location="cpu")
    except UnpicklingError as error:
        lines = str(error).splitlines()
        telling = next(line for line in lines if "Unsupported" in line)
        first = str(error).partition(".")[0]
        telling = telling.strip().partition(" Please")[0]
        return f"{type(error).__name__}: {first} …\n{telling}"


print(refusal("whole.pt"))
# --8<-- [end:default]
assert "__main__.Net was not" in refusal("whole.pt")

# --8<-- [start:one]
from torch.serialization import safe_globals

with safe_globals([Net]):
    print(refusal("whole.pt"))
# --8<-- [end:one]
with safe_globals([Net]):
    assert "linear.Linear was not" in refusal("whole.pt")

# --8<-- [start:unsafe]
from torch.serialization import get_unsafe_globals_in_checkpoint

for name in sorted(get_unsafe_globals_in_checkpoint("whole.pt")):
    print(name)
# --8<-- [end:unsafe]

# --8<-- [start:listed]
with safe_globals([Net, nn.Linear]):
    listed = torch.load("whole.pt", map_location="cpu", weights_only=True)
print(listed)
# --8<-- [end:listed]
assert type(listed) is Net
assert torch.equal(listed.out.bias, model.out.bias.cpu())


# --8<-- [start:risk]
class Surprise:
    def __reduce__(self):  # tells pickle which function to call on loading
        return print, ("this line was printed by the file",)


torch.save({"weight": torch.zeros(2), "note": Surprise()}, "surprise.pt")
# only for a file that you trust: it can run code
contents = torch.load("surprise.pt", weights_only=False)
# --8<-- [end:risk]
assert contents["note"] is None

# --8<-- [start:safe]
print(refusal("surprise.pt"))
# --8<-- [end:safe]
assert "print was not" in refusal("surprise.pt")
