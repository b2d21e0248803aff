"""A TorchScript file, given to torch.load."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = [
#     "`torch.jit.script`",
#     "`torch.jit.load`",
#     "looks like a TorchScript archive",
# ]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(2, 1)
torch.jit.script(layer).save("scripted.pt")
try:
    torch.load("scripted.pt")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("torch.load reads TorchScript now")

# --8<-- [start:fix]
# your own file: you trust it
scripted = torch.jit.load("scripted.pt", map_location="cpu")
torch.save(scripted.state_dict(), "weights.pt")

plain = nn.Linear(2, 1)  # your class, as for any state_dict
print(plain.load_state_dict(torch.load("weights.pt")))
# --8<-- [end:fix]
assert torch.equal(plain.weight, layer.weight)

# --8<-- [start:wrong]
try:
    # only for a file that you trust: it can run code
    plain.load_state_dict(torch.load("scripted.pt", weights_only=False))
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
else:
    raise AssertionError("torch.load gives a state_dict now")
