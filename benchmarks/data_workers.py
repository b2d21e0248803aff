"""How many items a DataLoader delivers per second, with 0, 1, 2 and 4 workers.

Run it again, on a machine that is at rest: .venv/bin/python -m benchmarks.data_workers
It writes benchmarks/data_workers.json, from which plots/data_workers.py draws:
.venv/bin/python -m atlas.plots data_workers
"""

import json
import os
import platform
import statistics
import time
import warnings
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset

from atlas.record import cpu_name

RESULT = Path(__file__).with_suffix(".json")
WORKERS = (0, 1, 2, 4)
ROUNDS = 15
BATCH = 16


class Waits(Dataset):
    """An item has to be waited for, as if it came over a network."""

    def __len__(self) -> int:
        return 256

    def __getitem__(self, index: int) -> int:
        time.sleep(0.002)
        return index


class Computes(Dataset):
    """An item has to be computed, in Python, which one process does on one core."""

    def __len__(self) -> int:
        return 256

    def __getitem__(self, index: int) -> int:
        return sum(i * i for i in range(25_000))


class Ready(Dataset):
    """Items lie in memory and only have to be handed out."""

    def __init__(self) -> None:
        self.images = torch.zeros(2048, 3, 32, 32)

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, index: int) -> torch.Tensor:
        return self.images[index]


KINDS = {"waits": Waits, "computes": Computes, "ready": Ready}


def items_per_second(dataset: Dataset, workers: int) -> float:
    """Of a second epoch: in the first, the workers are still starting."""
    loader = DataLoader(
        dataset, batch_size=BATCH, num_workers=workers, persistent_workers=workers > 0
    )
    for _ in loader:
        pass
    begin = time.perf_counter()
    for _ in loader:
        pass
    return len(dataset) / (time.perf_counter() - begin)


def measure() -> dict[str, dict[str, list[float]]]:
    """All rounds; kinds and workers in turn, so that noise meets all of them."""
    found: dict[str, dict[str, list[float]]] = {
        kind: {str(workers): [] for workers in WORKERS} for kind in KINDS
    }
    for _ in range(ROUNDS):
        for kind, dataset in KINDS.items():
            for workers in WORKERS:
                found[kind][str(workers)].append(items_per_second(dataset(), workers))
    return found


def summary(rounds: dict[str, dict[str, list[float]]], load: float | None) -> dict:
    """Median speeds, and how many times as fast as without workers: the quartiles of the rounds,
    each compared with its own round."""
    kinds = {}
    for kind, by_workers in rounds.items():
        kinds[kind] = {}
        for workers, speeds in by_workers.items():
            ratios = [a / b for a, b in zip(speeds, by_workers["0"], strict=True)]
            low, middle, high = statistics.quantiles(ratios, n=4)
            kinds[kind][workers] = {
                "items_per_second": round(statistics.median(speeds)),
                "ratio": round(middle, 3),
                "quartiles": [round(low, 3), round(high, 3)],
            }
    return {
        "torch": torch.__version__,
        "python": platform.python_version(),
        "cpu": cpu_name(),
        "cores": os.cpu_count(),
        "load": load,
        "start_method": torch.multiprocessing.get_start_method(),
        "rounds": ROUNDS,
        "batch_size": BATCH,
        "kinds": kinds,
    }


def main() -> None:
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    with warnings.catch_warnings():
        # more workers than cores is part of the question
        warnings.filterwarnings("ignore", message="This DataLoader will create")
        result = summary(measure(), load)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    for kind, by_workers in result["kinds"].items():
        for workers, figures in by_workers.items():
            print(f"{kind:<9}{workers} workers  {figures}")


if __name__ == "__main__":
    main()
