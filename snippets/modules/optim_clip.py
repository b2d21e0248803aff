"""Clipping: by the norm of all gradients together, and what it returns."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:clip]
import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_

x, y = nn.Parameter(torch.zeros(())), nn.Parameter(torch.zeros(()))
(3 * x + 4 * y).backward()
norm = clip_grad_norm_([x, y], max_norm=1.0)
left = f"{x.grad.item():.1f} and {y.grad.item():.1f}"
print(f"returned {norm.item():.1f}, left {left}")

norm = clip_grad_norm_([x, y], max_norm=10.0)  # never makes them longer
left = f"{x.grad.item():.1f} and {y.grad.item():.1f}"
print(f"returned {norm.item():.1f}, left {left}")
# --8<-- [end:clip]
assert abs(norm - 1) < 1e-5 and abs(x.grad - 0.6) < 1e-5

# --8<-- [start:separate]
x.grad, y.grad = torch.tensor(3.0), torch.tensor(4.0)
for parameter in (x, y):
    clip_grad_norm_([parameter], max_norm=1.0)
print(f"one by one: {x.grad.item():.1f} and {y.grad.item():.1f}")
# --8<-- [end:separate]
assert abs(x.grad - y.grad) < 1e-5, "the direction is lost"

# --8<-- [start:nan]
x.grad, y.grad = torch.tensor(float("nan")), torch.tensor(4.0)
try:
    clip_grad_norm_([x, y], max_norm=1.0, error_if_nonfinite=True)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(", so")[0])
clip_grad_norm_([x, y], max_norm=1.0)
print("without it:", x.grad.item(), y.grad.item())
# --8<-- [end:nan]
assert y.grad.isnan(), "one nan spoils every gradient"
