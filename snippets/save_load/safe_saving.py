"""Save so that a crash costs at most the newest checkpoint."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:function]
import os
from pathlib import Path

import torch


def step_of(path):  # as text, step_1000000 would come before step_999999
    return int(path.stem.removeprefix("step_"))


def save_safely(checkpoint, path):
    path = Path(path)
    # beside it: on the same disk
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("wb") as file:
            torch.save(checkpoint, file)
            file.flush()
            os.fsync(file.fileno())  # the contents are on the disk, then
        temporary.replace(path)  # they get the name: os.replace
    finally:
        temporary.unlink(missing_ok=True)  # of a save that failed
    if os.name == "posix":  # the name is on the disk, too
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


# --8<-- [end:function]

# --8<-- [start:save]
model = torch.nn.Linear(4, 2)
# After a restart the best is in its file, and a worse one must not replace it.
best = float("inf")
if Path("best.pt").exists():
    best = torch.load("best.pt", map_location="cpu", mmap=True)["loss"]
losses = [0.9, 0.4, 0.6, 0.5, 0.7]  # as your validation gives them
for step, loss in enumerate(losses, 1):
    checkpoint = {"step": step, "loss": loss, "model": model.state_dict()}
    save_safely(checkpoint, f"step_{step:06}.pt")
    if loss < best:
        best = loss
        save_safely(checkpoint, "best.pt")
    # the last three stay
    for old in sorted(Path().glob("step_*.pt"), key=step_of)[:-3]:
        old.unlink()
# --8<-- [end:save]
before = Path("best.pt").stat().st_ino
save_safely(torch.load("best.pt"), "best.pt")
# another file: nothing was written into the old one
assert Path("best.pt").stat().st_ino != before

# --8<-- [start:inside]
for path in sorted(Path().glob("*.pt*")):
    saved = torch.load(path, weights_only=True)
    print(f"{path.name:<16}step {saved['step']}, loss {saved['loss']}")
# --8<-- [end:inside]
names = [path.name for path in sorted(Path().glob("*.pt*"))]
assert names == ["best.pt", *(f"step_{n:06}.pt" for n in (3, 4, 5))]
assert torch.load("best.pt")["step"] == 2
