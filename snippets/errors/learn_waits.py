"""How much of the time a training waits for its data."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import time

import torch


def waited(loader, step, batches=10):
    """The part of the time that goes into fetching batches, 0 to 1."""
    fetching = computing = 0.0
    start = time.perf_counter()
    for batch, _ in zip(loader, range(batches), strict=False):
        fetched = time.perf_counter()
        step(batch)
        if torch.accelerator.is_available():
            torch.accelerator.synchronize()  # it runs behind
        done = time.perf_counter()
        fetching, computing = (
            fetching + fetched - start,
            computing + done - fetched,
        )
        start = done
    return fetching / (fetching + computing)


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn
from torch.utils.data import DataLoader


class Slow(torch.utils.data.Dataset):
    """Stands for reading and decoding a picture."""

    def __len__(self):
        return 320

    def __getitem__(self, index):
        time.sleep(0.002)
        return torch.ones(512)


model = nn.Sequential(*(nn.Linear(512, 512) for _ in range(4)))


def step(batch):
    model(batch).mean().backward()


loader = DataLoader(Slow(), batch_size=32)
print("waits most of the time:", waited(loader, step) > 0.5)
# --8<-- [end:wrong-result]
assert waited(loader, step) > 0.5

# --8<-- [start:fix]
slow = Slow()
ready = torch.stack([slow[i] for i in range(320)])  # read once
loader = DataLoader(ready, batch_size=32)
print("waits most of the time:", waited(loader, step) > 0.5)
# --8<-- [end:fix]
assert waited(loader, step) < 0.5
