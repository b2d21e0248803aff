"""A checkpoint with a NumPy scalar, and others that are no plain data."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# [tool.atlas]
# varies = ["pathlib\\S*Path"]
# ///

# --8<-- [start:raise]
import pickle

import numpy as np
import torch

weight = torch.ones(2)
best = np.mean([0.5, 0.75])  # np.float64, and no float
torch.save({"weight": weight, "best": best}, "numpy.pt")
try:
    torch.load("numpy.pt")
except pickle.UnpicklingError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a NumPy scalar is accepted now")

# --8<-- [start:raise-others]
from argparse import Namespace
from collections import defaultdict
from datetime import date
from pathlib import Path


def refusal(content):
    torch.save(content, "other.pt")
    try:
        return torch.load("other.pt")
    except pickle.UnpicklingError as error:
        telling = str(error).partition("WeightsUnpickler error: ")[2]
        return f"{type(error).__name__}: {telling.partition(' Please')[0]}"


guests = [np.zeros(2), Namespace(lr=0.1), defaultdict(list)]
guests += [date(2026, 1, 1), Path("runs")]
for content in guests:
    print(refusal(content))
    # --8<-- [end:raise-others]
    assert "was not an allowed global" in refusal(content)

# --8<-- [start:own]
from dataclasses import asdict, dataclass


@dataclass
class Config:
    lr: float = 0.1


print(refusal(Config()))
# --8<-- [end:own]
assert "__main__.Config was not" in refusal(Config())

# --8<-- [start:fix]
plain = {
    "weight": weight,
    "best": best.item(),  # float
    "history": torch.from_numpy(np.zeros(2)),  # or .tolist()
    "args": vars(Namespace(lr=0.1)),  # dict
    "config": asdict(Config()),  # dict
    "log": dict(defaultdict(list)),
    "day": date(2026, 1, 1).isoformat(),  # str
    "folder": str(Path("runs")),
}
torch.save(plain, "plain.pt")
back = torch.load("plain.pt")
print(back["best"], back["args"], back["day"])
# --8<-- [end:fix]
assert type(back["best"]) is float and back["args"] == {"lr": 0.1}
