"""Resume with workers: what torch's state covers, and what it does not."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# timeout = 120
# ///

# --8<-- [start:program]
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        return index, torch.rand(1), random.random(), np.random.rand()


def loader(persistent):
    return DataLoader(
        Noisy(),
        batch_size=4,
        shuffle=True,
        num_workers=1,
        persistent_workers=persistent,
    )


def epoch(loader):
    return [[part.tolist() for part in batch] for batch in loader]


def resumes(persistent):
    torch.manual_seed(0)
    running = loader(persistent)
    epoch(running)
    state = torch.get_rng_state()
    expected = epoch(running)

    random.seed(99)  # neither of these two is restored
    np.random.seed(99)
    new = loader(persistent)
    torch.set_rng_state(state)
    resumed = epoch(new)
    order, others = ([b[0] for b in e] for e in (resumed, expected))
    print(f"persistent_workers={persistent}")
    print("    same order:", order == others)
    print("    same items, noise included:", resumed == expected)
    return resumed == expected


if __name__ == "__main__":
    plain, persistent = resumes(False), resumes(True)
    # --8<-- [end:program]
    assert plain and not persistent

    # with a generator of the loader's own, torch's state is not enough
    def shuffled(generator):
        return DataLoader(
            range(8), batch_size=8, shuffle=True, generator=generator
        )

    own = torch.Generator().manual_seed(0)
    running = shuffled(own)
    (first,) = running
    state, of_torch = own.get_state(), torch.get_rng_state()
    (second,) = running
    torch.set_rng_state(of_torch)
    anew = torch.Generator().manual_seed(0)
    assert next(iter(shuffled(anew))).equal(first) and not first.equal(second)
    anew.set_state(state)
    assert next(iter(shuffled(anew))).equal(second)
