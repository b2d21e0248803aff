"""Gradients add up until zero_grad, which sets them to None, not to zero."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:add]
import torch

x = torch.tensor(3.0, requires_grad=True)
for _ in range(3):
    (x * x).backward()
    print("x.grad:", x.grad.item())
# --8<-- [end:add]
assert x.grad == 18

# --8<-- [start:zero]
optimizer = torch.optim.SGD([x], lr=0.1)
optimizer.zero_grad()
print("zero_grad():                 ", x.grad)

(x * x).backward()
optimizer.zero_grad(set_to_none=False)
print("zero_grad(set_to_none=False):", x.grad)
# --8<-- [end:zero]
assert x.grad is not None and x.grad == 0
optimizer.zero_grad()
assert x.grad is None

# --8<-- [start:skip]
for grad in (None, torch.tensor(0.0)):
    weight = torch.tensor(1.0, requires_grad=True)
    weight.grad = grad
    torch.optim.SGD([weight], lr=0.1, weight_decay=0.5).step()
    print(f"gradient {grad}: weight {weight.item():.2f}")
# --8<-- [end:skip]
assert weight < 1

# --8<-- [start:alias]
optimizer.zero_grad()
(x * x).backward()
seen = x.grad  # no copy: the tensor that backward adds to
(x * x).backward()
print("after another backward:", seen.item())

optimizer.zero_grad()
(x * x).backward()
new = x.grad is not seen
print("after zero_grad, too:  ", seen.item(), "- a new one:", new)
# --8<-- [end:alias]
assert seen == 12 and x.grad == 6 and x.grad is not seen
aside = x.grad
optimizer.zero_grad(set_to_none=False)
assert aside == 0

# --8<-- [start:parts]
inputs, targets = torch.arange(8.0).split([6, 2]), torch.ones(8).split([6, 2])
weight = torch.tensor(0.5, requires_grad=True)
for inputs_part, targets_part in zip(inputs, targets, strict=True):
    squared = (inputs_part * weight - targets_part).pow(2)
    (squared.sum() / 8).backward()  # divide by all 8, not by the part's size
in_parts = weight.grad

weight.grad = None
(torch.cat(inputs) * weight - torch.cat(targets)).pow(2).mean().backward()
print("in parts:", in_parts.item(), "- at once:", weight.grad.item())
# --8<-- [end:parts]
torch.testing.assert_close(in_parts, weight.grad)
assert in_parts is not weight.grad and in_parts != 0
