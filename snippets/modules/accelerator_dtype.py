"""float16 with a scaler, where a GPU would only emulate bfloat16."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:choose]
import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()

dtype = torch.bfloat16
if device.type == "cuda" and not torch.cuda.is_bf16_supported(
    including_emulation=False
):
    dtype = torch.float16  # a GPU before Ampere, such as T4 or V100
# --8<-- [end:choose]


# --8<-- [start:step]
def train(dtype, steps=8):
    torch.manual_seed(0)
    model = nn.Linear(4, 1).to(device)
    inputs = torch.randn(8, 4).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scaler = torch.amp.GradScaler(device.type, enabled=dtype == torch.float16)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        with torch.autocast(device.type, dtype=dtype):
            loss = (model(inputs) - 1).square().mean()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        losses.append(loss.item())
    return losses


for dtype in (torch.bfloat16, torch.float16):
    losses = train(dtype)
    print(dtype, "learns:", losses[-1] < losses[0] / 2)
    # --8<-- [end:step]
    assert losses[-1] < losses[0] / 2
