"""Random numbers in workers: which differ, which repeat, who decides."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# timeout = 120
# ///
from functools import partial


def count(started, worker):  # for the last assert
    started[worker] += 1


# --8<-- [start:program]
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, get_worker_info


class Draws(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)  # copied into each worker as it is

    def __len__(self):
        return 2  # with two workers and batches of one: an item each

    def __getitem__(self, index):
        drawn = [torch.rand(()), np.random.rand(), random.random()]
        return torch.tensor([*drawn, self.rng.random()])


def give_own_seed(worker):
    dataset = get_worker_info().dataset  # this worker's copy
    dataset.rng = np.random.default_rng(torch.initial_seed())


def draw(init=None, epochs=1, **options):
    """Shape (epoch, worker, source of random numbers)."""
    torch.manual_seed(0)
    loader = DataLoader(Draws(), num_workers=2, worker_init_fn=init, **options)
    return torch.stack([torch.cat(list(loader)) for _ in range(epochs)])


if __name__ == "__main__":
    sources = ("torch", "numpy", "random", "own Generator")
    first, second = draw(epochs=2)
    for name, column, later in zip(sources, first.T, second.T, strict=True):
        differ = bool(column[0] != column[1])
        new = not column.equal(later)
        print(f"{name:<14} workers differ: {differ!s:<6} epochs differ:", new)
    again = first.equal(draw()[0])
    print("the same seed in the main process, the same numbers:", again)
    seeded = draw(give_own_seed)[0, :, 3]
    differ = bool(seeded[0] != seeded[1])
    print("own Generator, seeded in the worker, workers differ:", differ)
    kept = draw(epochs=2, persistent_workers=True)[..., 3]
    new = not kept[0].equal(kept[1])
    print("own Generator, persistent workers, epochs differ:", new)
    # --8<-- [end:program]
    assert (first[0] != first[1]).tolist() == [True, True, True, False]
    assert (first[0] != second[0]).tolist() == [True, True, True, False]
    assert seeded[0] != seeded[1] and first.equal(draw()[0])
    assert kept[0, 0] == kept[0, 1] == first[0, 3]
    assert (kept[0] != kept[1]).all()
    for persistent, times in ((False, 2), (True, 1)):
        started = torch.zeros(2).share_memory_()
        draw(partial(count, started), epochs=2, persistent_workers=persistent)
        assert started.tolist() == [times, times]
