"""The types that weights_only=True accepts, and those that it refuses."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:accepts]
from collections import Counter, OrderedDict
from pickle import UnpicklingError
from textwrap import fill

import torch
from torch import nn


def accepted(thing):
    torch.save(thing, "thing.pt")
    try:
        torch.load("thing.pt", weights_only=True)
    except UnpicklingError:
        return False
    return True


plain = [1, 1.5, 1j, True, None, "text", b"bytes", bytearray(b"bytes")]
boxes = [[1], (1,), {1}, {"a": 1}, OrderedDict(a=1), Counter("aab")]
torches = [torch.ones(2), nn.Parameter(torch.ones(2)), torch.Size([2])]
torches += [torch.float16, torch.device("cpu"), torch.strided]
everything = plain + boxes + torches
print(fill(", ".join(type(t).__name__ for t in everything if accepted(t)), 64))
# --8<-- [end:accepts]
assert all(accepted(thing) for thing in everything)

# --8<-- [start:refuses]
from argparse import Namespace
from collections import defaultdict, deque, namedtuple
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import PurePosixPath

import numpy as np


@dataclass
class Settings:
    lr: float = 0.1


Mode = Enum("Mode", ["TRAIN", "TEST"])
Point = namedtuple("Point", ["x", "y"])
everyday = [np.float64(1), np.ones(2), Settings(), Namespace(lr=0.1)]
everyday += [Mode.TRAIN, Point(1, 2), PurePosixPath("data"), date(2026, 1, 1)]
everyday += [defaultdict(int), deque([1]), frozenset({1}), range(3), print]
everyday += [nn.Linear(1, 1), torch.Generator(), torch.__version__]
refused = [type(t).__name__ for t in everyday if not accepted(t)]
print(fill(", ".join(refused), 64))
# --8<-- [end:refuses]
assert not any(accepted(thing) for thing in everyday)
assert accepted(str(torch.__version__))
