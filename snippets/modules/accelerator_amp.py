"""Mixed precision: which dtypes autocast makes; gradients in a GradScaler."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:numbers]
import torch

for dtype in (torch.float32, torch.float16, torch.bfloat16):
    numbers = torch.tensor([1e-8, 1.001, 1e5]).to(dtype)
    print(f"{str(dtype)[6:]:<9}", [f"{n:.4g}" for n in numbers.tolist()])
# --8<-- [end:numbers]
assert torch.tensor(1e-8).half() == 0 and torch.tensor(1e5).half().isinf()
assert torch.tensor(1.001).bfloat16() == 1
assert torch.tensor(1e5).bfloat16().isfinite()

# --8<-- [start:autocast]
from torch import nn
from torch.nn import functional as F

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
layer = nn.Linear(4, 2).to(device)
inputs = torch.ones(3, 4, device=device)
targets = torch.zeros(3, 2, device=device)
with torch.autocast(device.type, dtype=torch.bfloat16):
    outputs = layer(inputs)
    loss = F.mse_loss(outputs, targets)
loss.backward()
print("weight  ", layer.weight.dtype)
print("outputs ", outputs.dtype)
print("loss    ", loss.dtype)
print("gradient", layer.weight.grad.dtype)
# --8<-- [end:autocast]
assert outputs.dtype == torch.bfloat16
assert layer.weight.dtype == layer.weight.grad.dtype == torch.float32
assert loss.dtype == torch.float32

# --8<-- [start:scaler]
weight = nn.Parameter(torch.ones((), device=device))
optimizer = torch.optim.SGD([weight], lr=0.1)
scaler = torch.amp.GradScaler(device.type)
for factor in (1.0, float("inf"), 1.0):
    optimizer.zero_grad()
    scaler.scale(weight * factor).backward()
    scaled = weight.grad.item()
    # unscales; leaves the step out if anything is inf or nan
    scaler.step(optimizer)
    scaler.update()
    scale = scaler.get_scale()
    print(f"gradient {scaled}, weight {weight.item():.1f}, scale {scale}")
# --8<-- [end:scaler]
assert abs(weight.item() - 0.8) < 1e-6, "the second of three steps is left out"
assert scaler.get_scale() == 32768

# --8<-- [start:clip]
norms = []
for unscale in (False, True):
    optimizer.zero_grad()
    scaler.scale(2 * weight).backward()
    if unscale:
        scaler.unscale_(optimizer)
    norms.append(nn.utils.clip_grad_norm_([weight], max_norm=5.0).item())
    scaler.step(optimizer)
    scaler.update()
print("norm without and with unscale_:", norms)
# --8<-- [end:clip]
assert norms == [65536, 2]

# --8<-- [start:disabled]
scaler = torch.amp.GradScaler(device.type, enabled=False)
scaled = scaler.scale(torch.tensor(2.0)).item()
print("scales:", scaled, "state:", scaler.state_dict())
# --8<-- [end:disabled]
assert scaler.state_dict() == {}
