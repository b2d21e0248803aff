"""A loss that is nan: anomaly detection names the loss, a hook the layer."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Error detected in MseLossBackward0"]
# ///

# --8<-- [start:find]
import torch
import torch.nn.functional as F
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
with torch.no_grad():
    model[0].weight[0, 0] = torch.inf  # a weight that has grown too far
inputs, target = torch.zeros(1, 2), torch.zeros(1, 1)
try:
    with torch.autograd.set_detect_anomaly(True):
        F.mse_loss(model(inputs), target).backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
    assert "MseLossBackward0" in str(error)  # and nothing of the layer

names = {module: name for name, module in model.named_modules()}


def stop(module, args, output):
    if not output.isfinite().all():
        raise FloatingPointError(f"layer {names[module]}: not finite")


for module in names:
    module.register_forward_hook(stop)
try:
    model(inputs)
except FloatingPointError as error:
    print(f"{type(error).__name__}: {error}")
    # --8<-- [end:find]
    assert "layer 0:" in str(error)
else:
    raise AssertionError("the output is finite")
