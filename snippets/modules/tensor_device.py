"""Devices: moving makes another tensor, or returns the same one."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:move]
import torch

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
x = torch.arange(3.0)
moved = x.to(device)
print("x stays:", x.device, "· same numbers:", torch.equal(moved.cpu(), x))
print("already there, same object:", moved.to(device) is moved)
copy = moved.to(device, copy=True)
copy[0] = 9
print("copy=True:", moved[0].item())
# --8<-- [end:move]
assert x.device.type == "cpu" and moved.to(device) is moved and moved[0] == 0

# --8<-- [start:meta]
huge = torch.empty(1_000_000, 1_000_000, device="meta")
print(huge.nbytes, "bytes,", tuple((huge @ huge).shape), huge.dtype)
try:
    huge[0, 0].item()
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).split(". ")[0])
# --8<-- [end:meta]
assert huge.nbytes == 4 * 10**12

# --8<-- [start:mixed]
try:
    x + torch.empty(3, device="meta")
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:mixed]
assert (torch.empty(3, device="meta") + 1).is_meta
