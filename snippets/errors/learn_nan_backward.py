"""A loss that is finite, and a gradient that is NaN."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = [
#   "Anomaly Detection has been enabled",
#   "Error detected in PowBackward0",
# ]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Linear(4, 2)
x, y = torch.randn(2, 8, 4)
y[3] = x[3]  # a pair without any distance


def distance(tiny=0.0):
    apart = (layer(x) - layer(y)).square().sum(1)
    return (apart + tiny).sqrt().mean()


loss = distance()
loss.backward()
print(f"loss {loss.item():.2f}, gradient {layer.weight.grad[0, 0]}")
# --8<-- [end:wrong-result]
assert loss.isfinite() and layer.weight.grad.isnan().all()

# --8<-- [start:check]
try:
    with torch.autograd.detect_anomaly():
        distance().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:check]
else:
    raise AssertionError("the NaN was not found")

# --8<-- [start:fix]
layer.zero_grad()
with torch.autograd.detect_anomaly():
    distance(tiny=1e-12).backward()
print("finite:", layer.weight.grad.isfinite().all().item())
# --8<-- [end:fix]
assert layer.weight.grad.isfinite().all()
