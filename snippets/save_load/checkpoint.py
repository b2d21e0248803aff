"""Save all that training needs, and resume as if it had never stopped."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# long = "the training that is resumed is compared with one without a stop"
# ///

# --8<-- [start:training]
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("cpu")
generators = {"cpu": torch.random}  # shuffling draws on the CPU
if torch.accelerator.is_available():  # dropout draws on the device
    device = torch.accelerator.current_accelerator()
    generators[device.type] = torch.get_device_module(device)

torch.manual_seed(0)
points = torch.rand(64, 2)
labels = (points[:, 0] > points[:, 1]).long()
loader = DataLoader(TensorDataset(points, labels), batch_size=16, shuffle=True)


def build():
    layers = nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.2), nn.Linear(32, 2)
    model = nn.Sequential(*layers).to(device)  # before the optimizer is built
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=6)
    scaler = torch.amp.GradScaler(device.type, growth_interval=5)
    return model, optimizer, scheduler, scaler


def train_epoch(model, optimizer, scheduler, scaler):
    total = 0.0
    for x, y in loader:
        with torch.autocast(device.type, dtype=torch.float16):
            loss = F.cross_entropy(model(x.to(device)), y.to(device))
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        total += loss.item()
    scheduler.step()
    return total / len(loader)


torch.manual_seed(1)
model, optimizer, scheduler, scaler = build()
# --8<-- [end:training]

# --8<-- [start:save]
for epoch in range(3):
    loss = train_epoch(model, optimizer, scheduler, scaler)
    checkpoint = {
        "epoch": epoch,
        "loss": loss,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "scaler": scaler.state_dict(),
        "rng": {kind: g.get_rng_state() for kind, g in generators.items()},
    }
    torch.save(checkpoint, "checkpoint.tmp")
    # never half a file under this name
    Path("checkpoint.tmp").replace("checkpoint.tar")
# --8<-- [end:save]


# --8<-- [start:resume]
def resume(path):
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model, optimizer, scheduler, scaler = build()  # on its device, complete
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    scheduler.load_state_dict(saved["scheduler"])
    scaler.load_state_dict(saved["scaler"])
    model.train()
    for kind in generators.keys() & saved["rng"].keys():
        # last: build() drew some
        generators[kind].set_rng_state(saved["rng"][kind])
    return (model, optimizer, scheduler, scaler), saved["epoch"] + 1


training, first_epoch = resume("checkpoint.tar")
# --8<-- [end:resume]
assert first_epoch == 3 and training[0].training
assert all(state.device.type == "cpu" for state in checkpoint["rng"].values())

# --8<-- [start:inference]
saved = torch.load("checkpoint.tar", map_location="cpu", weights_only=True)
layers = nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.2), nn.Linear(32, 2)
predictor = nn.Sequential(*layers)
predictor.load_state_dict(saved["model"])
predictor.to(device).eval()
# --8<-- [end:inference]
assert torch.equal(predictor[3].weight, model[3].weight)
x = points.to(device)
assert torch.equal(predictor(x), predictor(x))
assert not torch.equal(model(x), model(x))

# --8<-- [start:proof]
training, first_epoch = resume("checkpoint.tar")
resumed = [train_epoch(*training) for _ in range(first_epoch, 6)]

torch.manual_seed(1)  # and once more from the start, without a stop
whole = build()
uninterrupted = [train_epoch(*whole) for _ in range(6)]
pairs = zip(training[0].parameters(), whole[0].parameters(), strict=True)
same_weights = all(torch.equal(a, b) for a, b in pairs)
print("epochs:", len(uninterrupted), "- of them resumed:", len(resumed))
print("same losses, to the last bit:", resumed == uninterrupted[first_epoch:])
print("same weights, to the last bit:", same_weights)
# --8<-- [end:proof]
assert resumed == uninterrupted[first_epoch:] and same_weights
assert len(set(uninterrupted)) == 6

# --8<-- [start:late]
training, first_epoch = resume("checkpoint.tar")
nn.Linear(1, 1)  # its weights are random numbers, too
resumed = [train_epoch(*training) for _ in range(first_epoch, 6)]
print("same losses:", resumed == uninterrupted[first_epoch:])
# --8<-- [end:late]
assert resumed != uninterrupted[first_epoch:]
