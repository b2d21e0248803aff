"""The dtype is how bytes are read: four bytes as a float, as an integer."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:view]
import torch

x = torch.tensor([1.0])
print("converted:  ", x.to(torch.int32).item())
print("read as int:", x.view(torch.int32).item())
print("in bits:    ", f"{x.view(torch.int32).item():032b}")
# --8<-- [end:view]
assert x.view(torch.int32) == 1065353216 and x.to(torch.int32) == 1
bits = x.view(torch.int32).untyped_storage()
assert bits.data_ptr() == x.untyped_storage().data_ptr()

# --8<-- [start:next]
x.view(torch.int32)[0] += 1
print(f"the next float32 after 1: {x.item():.10f}")
# --8<-- [end:next]
assert x == torch.nextafter(torch.tensor(1.0), torch.tensor(2.0))

# --8<-- [start:size]
print(tuple(torch.ones(2, 3).view(torch.uint8).shape))
try:
    torch.ones(3).view(torch.float64)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:size]
assert torch.ones(2, 3).view(torch.uint8).shape == (2, 12)
try:
    torch.ones(2, 4).t().view(torch.float64)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    assert "stride(-1) must be 1" in str(error)
