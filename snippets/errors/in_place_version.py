"""A value that backward needs is overwritten before."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(3, requires_grad=True)
hidden = weight.exp()  # backward needs this result
hidden += 1
try:
    hidden.sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
hidden = weight.exp()
hidden = hidden + 1  # a new tensor; the old one stays
hidden.sum().backward()
print(torch.equal(weight.grad, weight.exp()))
# --8<-- [end:fix]
assert torch.equal(weight.grad, weight.exp())

# --8<-- [start:wrong]
weight.grad = None
hidden = weight.exp()
hidden.data += 1  # goes unnoticed
hidden.sum().backward()
print(torch.equal(weight.grad, weight.exp()))
# --8<-- [end:wrong]
assert not torch.equal(weight.grad, weight.exp())
