"""zero_grad: why None is not zero, and what a missing call does."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:none]
import torch
from torch import nn

x = nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.SGD([x], lr=0.1, momentum=0.9)
(3 * x).backward()
optimizer.step()
print(f"after one step: x = {x.item():.2f}")

optimizer.zero_grad(set_to_none=False)  # a gradient that is zero
optimizer.step()
print(f"{x.grad.item()}: x = {x.item():.2f}")

optimizer.zero_grad()  # no gradient at all
optimizer.step()
print(f"{x.grad}: x = {x.item():.2f}")
# --8<-- [end:none]
assert x.grad is None and abs(x.item() - 0.43) < 1e-6

# --8<-- [start:frozen]
layer = nn.Linear(2, 2)
before = layer.weight.detach().clone()
optimizer = torch.optim.AdamW(layer.parameters(), lr=0.1, weight_decay=0.5)
layer(torch.ones(1, 2)).sum().backward()

layer.weight.requires_grad_(False)  # frozen too late
optimizer.step()
print("moved all the same:", not torch.equal(layer.weight, before))

optimizer.zero_grad()
before = layer.weight.detach().clone()
layer(torch.ones(1, 2)).sum().backward()
optimizer.step()
print("stays from then on:", torch.equal(layer.weight, before))
# --8<-- [end:frozen]
assert layer.weight.grad is None and torch.equal(layer.weight, before)

# --8<-- [start:missing]
x = nn.Parameter(torch.tensor(1.0))
for _ in range(3):
    (3 * x).backward()
    print(x.grad.item())
# --8<-- [end:missing]
assert x.grad == 9
