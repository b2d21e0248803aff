"""What a checkpoint contains, how large it is, and what .tar means."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn

layers = nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.2), nn.Linear(32, 2)
model = nn.Sequential(*layers)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=6)
scaler = torch.amp.GradScaler("cpu")
loss = model(torch.rand(16, 2)).square().mean()
scaler.scale(loss).backward()
scaler.step(optimizer)
scaler.update()
scheduler.step()
checkpoint = {
    "epoch": 0,
    "loss": loss.item(),
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
    "scheduler": scheduler.state_dict(),
    "scaler": scaler.state_dict(),
    "rng": {"cpu": torch.get_rng_state()},
}
torch.save(checkpoint, "checkpoint.tar")
saved = torch.load("checkpoint.tar", map_location="cpu", weights_only=True)

# --8<-- [start:inside]
for key, value in saved.items():
    inner = list(value) if key in ("model", "optimizer", "scaler") else ""
    print(f"{key:<10}{type(value).__name__}", *inner)
# --8<-- [end:inside]
assert list(saved)[-1] == "rng"

# --8<-- [start:size]
of_model = sum(tensor.numel() for tensor in saved["model"].values())
states = saved["optimizer"]["state"].values()
moments = [moment for state in states for moment in state.values()]
of_optimizer = sum(tensor.numel() for tensor in moments)
print(f"numbers in the model: {of_model}, in the optimizer: {of_optimizer}")
# --8<-- [end:size]
assert of_optimizer == 2 * of_model + len(saved["model"])

# --8<-- [start:tar]
import tarfile
import zipfile

print("tar archive:", tarfile.is_tarfile("checkpoint.tar"))
print("zip archive:", zipfile.is_zipfile("checkpoint.tar"))
# --8<-- [end:tar]
assert zipfile.is_zipfile("checkpoint.tar")
assert not tarfile.is_tarfile("checkpoint.tar")
