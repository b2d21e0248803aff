"""How a worker starts decides what must be picklable: lambdas need fork."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# requires = ["linux"]
# timeout = 180
# warns = ["Got pickle error when attempting to start a worker"]
# ///
import sys

assert sys.platform.startswith("linux"), "fork is no safe start elsewhere"

# --8<-- [start:program]
import warnings

import torch
from torch.utils.data import DataLoader


def stack(items):
    return torch.tensor(items)


def attempt(collate_fn, method):
    loader = DataLoader(
        range(2),
        batch_size=2,
        num_workers=1,
        collate_fn=collate_fn,
        multiprocessing_context=method,
    )
    try:
        return next(iter(loader)).tolist()
    except Exception as error:
        return type(error).__name__


if __name__ == "__main__":
    with warnings.catch_warnings(record=True) as caught:
        for method in ("fork", "forkserver", "spawn"):
            anonymous = attempt(lambda items: torch.tensor(items), method)
            named = attempt(stack, method)
            print(f"{method:<12}lambda: {anonymous!s:<15} function: {named}")
    for warning in caught:
        print("and a warning:")
        text = str(warning.message).partition(", which")[0]
        print(*text.split(". "), sep="\n")
    # --8<-- [end:program]
    assert anonymous == "PicklingError" and named == [0, 1]
    assert len(caught) <= 1  # Python shows a warning of one line once
    assert attempt(lambda items: torch.tensor(items), "fork") == [0, 1]
