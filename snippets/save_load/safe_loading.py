"""Load the newest checkpoint that is whole, past those that are damaged."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from pathlib import Path

import torch


def step_of(path):
    return int(path.stem.removeprefix("step_"))


model = torch.nn.Linear(4, 2)
for step in (3, 4, 5):
    checkpoint = {"step": step, "model": model.state_dict()}
    with Path(f"step_{step:06}.pt").open("wb") as file:
        torch.save(checkpoint, file)

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
    torch.save({"step": number}, f"long/step_{number:06}.pt")
assert load_latest("long")["step"] == 1_000_000

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
