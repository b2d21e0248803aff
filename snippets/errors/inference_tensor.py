"""A tensor from inference_mode in a training step."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

with torch.inference_mode():
    features = torch.ones(3) * 2
weight = torch.ones(3, requires_grad=True)
try:
    (weight * features).sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
with torch.no_grad():
    features = torch.ones(3) * 2
(weight * features).sum().backward()

with torch.inference_mode():
    features = torch.ones(3) * 2
(weight * features.clone()).sum().backward()
print(weight.grad)
# --8<-- [end:fix]
assert weight.grad.tolist() == [4, 4, 4]

# --8<-- [start:sum]
(weight + features).sum().backward()  # a sum saves neither of the two
# --8<-- [end:sum]
assert weight.grad.tolist() == [5, 5, 5]
try:
    _ = features._version
except RuntimeError as error:
    assert "do not track version counter" in str(error)
else:
    raise AssertionError("inference tensors count their changes now")
