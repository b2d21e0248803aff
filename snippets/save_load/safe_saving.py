"""Save so that a crash costs at most the newest checkpoint."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# timeout = 120
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
    best = torch.load("best.pt")["loss"]
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

# --8<-- [start:load]
import zipfile


def load_checked(path):
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()  # reads all of it, compares the checksums
    if damaged:
        raise zipfile.BadZipFile(f"wrong checksum: {damaged}")
    return torch.load(path, map_location="cpu", weights_only=True)


def load_latest(folder="."):
    paths = sorted(Path(folder).glob("step_*.pt"), key=step_of)
    for path in reversed(paths):
        try:
            return load_checked(path)
        except Exception as error:  # whatever it is: the one before may load
            print(f"{path.name}: {error}")
    raise FileNotFoundError(f"no checkpoint that loads in {folder!r}")


latest = load_latest()
# --8<-- [end:load]
assert latest["step"] == 5
Path("long").mkdir()
for number in (999_999, 1_000_000):
    save_safely({"step": number}, f"long/step_{number:06}.pt")
assert load_latest("long")["step"] == 1_000_000

# --8<-- [start:inside]
for path in sorted(Path().glob("*.pt*")):
    saved = torch.load(path, weights_only=True)
    print(f"{path.name:<16}step {saved['step']}, loss {saved['loss']}")
# --8<-- [end:inside]
names = [path.name for path in sorted(Path().glob("*.pt*"))]
assert names == ["best.pt", *(f"step_{n:06}.pt" for n in (3, 4, 5))]
assert torch.load("best.pt")["step"] == 2 and load_checked("best.pt")

# --8<-- [start:damage]
newest = Path("step_000005.pt")
contents = bytearray(newest.read_bytes())
place = contents.index(model.weight.detach().numpy().tobytes())
contents[place] ^= 1  # one bit of the first number
newest.write_bytes(contents)
before = Path("step_000004.pt")
before.write_bytes(before.read_bytes()[:-100])  # and the end is missing

silent = torch.load(newest, weights_only=True)["model"]
print("loads, changed:", not torch.equal(silent["weight"], model.weight))
latest = load_latest()
print("loaded: step", latest["step"])
# --8<-- [end:damage]
assert not torch.equal(silent["weight"], model.weight) and latest["step"] == 3

# --8<-- [start:every-bit]
save_safely(checkpoint, "small.pt")
contents = bytearray(Path("small.pt").read_bytes())
noticed, harmless, wrong = 0, 0, 0
for place in range(len(contents)):
    contents[place] ^= 1
    Path("flipped.pt").write_bytes(contents)
    contents[place] ^= 1
    try:
        loaded = load_checked("flipped.pt")
    except Exception:
        noticed += 1
        continue
    now, then = loaded["model"].values(), checkpoint["model"].values()
    same = all(torch.equal(a, b) for a, b in zip(now, then, strict=True))
    same = same and loaded["step"] == 5
    harmless, wrong = harmless + same, wrong + (not same)
print("loaded, and wrong:", wrong)
# --8<-- [end:every-bit]
assert wrong == 0 and noticed > 100 and harmless > 0
