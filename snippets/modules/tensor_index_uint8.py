"""An index of uint8 is a mask, not a list of numbers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["indexing with dtype torch.uint8 is now deprecated"]
# ///

# --8<-- [start:uint8]
import torch

colours = torch.tensor([10, 20, 30])
classes = torch.tensor([2, 0, 0], dtype=torch.uint8)
print("as a mask:", colours[classes].tolist())
print("as a list:", colours[classes.long()].tolist())
# --8<-- [end:uint8]
assert colours[classes].tolist() == [10]
assert colours[classes.long()].tolist() == [30, 10, 10]
assert colours[classes.int()].tolist() == [30, 10, 10]
for dtype in (torch.int8, torch.int16):
    try:
        colours[classes.to(dtype)]
        raise AssertionError("should have been refused")
    except IndexError as error:
        assert "must be long, int, byte or bool" in str(error)
