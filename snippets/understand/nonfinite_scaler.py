"""A GradScaler skips what error_if_nonfinite would stop."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:scaler]
import torch
from torch import nn


def train(strict):
    torch.manual_seed(0)
    model, scaler = nn.Linear(64, 64), torch.amp.GradScaler("cpu")
    optimizer = torch.optim.AdamW(model.parameters())
    scales = []
    for _ in range(6):
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.float16):
            loss = (model(torch.rand(8, 64) * 10)).square().mean()
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(
            model.parameters(), 1.0, error_if_nonfinite=strict
        )
        scaler.step(optimizer)  # does nothing after an inf
        scaler.update()  # and halves the scale
        scales.append(int(scaler.get_scale()))
    return scales


print("scales:", scales := train(strict=False))
try:
    train(strict=True)
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).split(",")[0])
# --8<-- [end:scaler]
else:
    raise AssertionError("no gradient was infinite")
assert scales[0] == 32768 and scales[-1] == scales[-2]
