"""detach shares the memory; change a weight by hand without a graph."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch

weight = torch.ones(2, requires_grad=True)
(weight * 3).sum().backward()

# --8<-- [start:detach]
view = weight.detach()
view[0] = 7  # there is one memory
print("weight:", weight.tolist())

copy = weight.detach().clone()
copy[0] = 0
print("weight:", weight.tolist())
# --8<-- [end:detach]
assert view.data_ptr() == weight.data_ptr() != copy.data_ptr()
assert weight[0] == 7

# --8<-- [start:update]
try:
    weight -= 0.1 * weight.grad
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")

with torch.no_grad():
    weight -= 0.1 * weight.grad  # what an optimizer does
values = [round(w, 1) for w in weight.tolist()]
print("weight:", values, "- leaf:", weight.is_leaf)
# --8<-- [end:update]
assert weight.is_leaf and weight.requires_grad and weight[0] < 7
