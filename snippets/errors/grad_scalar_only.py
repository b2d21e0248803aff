"""backward from a loss of each sample."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(2, requires_grad=True)
losses = weight * torch.tensor([1.0, 3.0])
try:
    losses.backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
losses.mean().backward()
print(weight.grad)
# --8<-- [end:fix]
assert weight.grad.tolist() == [0.5, 1.5]
