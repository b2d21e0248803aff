"""Accepted, and still not good: a huge tensor, numbers that are none."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:huge]
from pathlib import Path

import torch
from torch import nn

torch.save({"weight": torch.zeros(1).expand(10**6, 10**9)}, "small.pt")
huge = torch.load("small.pt", map_location="cpu", weights_only=True)["weight"]
print("file below 2 KiB:", Path("small.pt").stat().st_size < 2048)
print(f"{huge.untyped_storage().nbytes()} bytes hold {huge.numel():,} numbers")
# --8<-- [end:huge]
assert Path("small.pt").stat().st_size < 2048 and huge.numel() == 10**15

# --8<-- [start:fits]
try:
    nn.Linear(2, 2, bias=False).load_state_dict({"weight": huge})
except RuntimeError as error:
    print(str(error).splitlines()[1].strip())
# --8<-- [end:fits]
else:
    raise AssertionError("the shape was not checked")

# --8<-- [start:numbers]
layer = nn.Linear(2, 2, bias=False)
print(layer.load_state_dict({"weight": torch.full((2, 2), torch.nan)}))
finite = [tensor.isfinite().all() for tensor in layer.state_dict().values()]
print("finite:", all(finite))
# --8<-- [end:numbers]
assert layer.weight.isnan().all()
