"""Spellings of map_location that torch.load does not take."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(2)
torch.save({"weight": weight}, "weights.pt")
for place in ("gpu", "cpu:0"):
    try:
        torch.load("weights.pt", map_location=place)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError(f"{place} is accepted now")

# --8<-- [start:raise-number]
try:
    torch.load("weights.pt", map_location=0)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-number]
else:
    raise AssertionError("a number is accepted now")

# --8<-- [start:fix]
for place in ("cpu", torch.device("cpu"), {"cuda:0": "cpu"}):
    weight = torch.load("weights.pt", map_location=place)["weight"]
    print(repr(place), weight.device)
# --8<-- [end:fix]
assert torch.load("weights.pt", map_location="cpu")["weight"].is_cpu
