"""A GradScaler for a model whose weights are float16."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(2, 1).half()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
scaler = torch.amp.GradScaler("cpu")
loss = model(torch.ones(1, 2, dtype=torch.float16)).sum()
try:
    scaler.scale(loss).backward()
    scaler.step(optimizer)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
model = nn.Linear(2, 1)  # or, of a loaded one: model.float()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
with torch.autocast("cpu", dtype=torch.float16):
    output = model(torch.ones(1, 2))
scaler.scale(output.float().sum()).backward()
scaler.step(optimizer)
scaler.update()
print(output.dtype, model.weight.dtype, model.weight.grad.dtype)
# --8<-- [end:fix]
assert model.weight.grad.dtype == torch.float32

# --8<-- [start:wrong]
weight = torch.ones(1, dtype=torch.float16, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=1e-4)
for _ in range(1000):
    weight.grad = torch.ones_like(weight)
    optimizer.step()
print(weight.item())
# --8<-- [end:wrong]
assert weight.item() == 1
