"""What it costs to load a model of 1 GiB: time and memory of four ways, a process for each.

Run it again, on a machine that is at rest: .venv/bin/python -m benchmarks.load_ways
It writes benchmarks/load_ways.json and, for the pages, benchmarks/load_ways.out. Then draw the
plot: .venv/bin/python -m atlas.plots load_ways
"""

import argparse
import json
import math
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from atlas.record import cpu_name

RESULT = Path(__file__).with_suffix(".json")
WAYS = ("copy", "copy+mmap", "assign", "assign+mmap")
CACHES = ("warm", "cold")
LAYERS, WIDTH = 16, 4096  # 16 matrices of 64 MiB
GIB = 2**30
FIGURES = ("build_seconds", "load_seconds", "use_seconds", "load_peak", "peak", "private")


# In a process of its own for each measurement: torch is imported nowhere else. The process that
# measures must stay small itself, since Linux hands its peak memory on to what it starts.


def build():
    from torch import nn

    return nn.Sequential(*[nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(LAYERS)])


def write(file: str) -> None:
    import torch

    torch.manual_seed(0)
    torch.save(build().state_dict(), file)
    with Path(file).open("rb+") as written:
        os.fsync(written.fileno())  # what is not on the disk cannot leave the cache


def empty_model(way: str):
    import torch

    if way.startswith("assign"):
        with torch.device("meta"):
            return build()
    return build()


def fill(model, way: str, file: str) -> None:
    import torch

    state = torch.load(file, mmap=way.endswith("mmap"), weights_only=True)
    model.load_state_dict(state, assign=way.startswith("assign"))


def measure(way: str, file: str) -> dict[str, float | str | None]:
    """Build, load, and then use each weight once: who maps the file reads it only then."""
    import torch

    row = torch.ones(1, WIDTH)
    torch.nn.Linear(8, 8)(torch.ones(1, 8))  # what the first layer of a process costs
    own_before, before, begin = private_memory(), peak_memory(), time.perf_counter()
    model = empty_model(way)
    built = time.perf_counter()
    fill(model, way, file)
    loaded, after_load = time.perf_counter(), peak_memory()
    with torch.inference_mode():
        total = model(row).sum().item()
    used, after_use = time.perf_counter(), peak_memory()
    assert math.isfinite(total) and total != 0, "not what was saved"
    own = private_memory()
    return {
        "build_seconds": built - begin,
        "load_seconds": loaded - built,
        "use_seconds": used - loaded,
        "load_peak": after_load - before,
        "peak": after_use - before,
        "private": own - own_before if own is not None else None,
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
    }


def peak_memory() -> int:
    """Bytes that were in memory at most, those of mapped files included."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def private_memory() -> int | None:
    """Bytes that are in memory now and in no file, so that they cannot simply be dropped. Linux
    only."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(s for s in status.read_text().splitlines() if s.startswith("RssAnon"))
    return int(line.split()[1]) * 1024


# In the process that starts them.


def start(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.load_ways", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def forget(file: str) -> None:
    """Ask the system to drop the file from its page cache. What a virtual machine's host or the
    disk itself remembers is out of reach."""
    with Path(file).open("rb") as opened:
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def measure_all(file: str, rounds: int) -> dict[str, dict[str, list[dict]]]:
    """All rounds; the ways in turn and in a new order each time, so that noise meets all."""
    caches = CACHES if hasattr(os, "posix_fadvise") else CACHES[:1]
    found = {cache: {way: [] for way in WAYS} for cache in caches}
    for _ in range(rounds):
        for cache, ways in found.items():
            for way in random.sample(WAYS, len(WAYS)):
                if cache == "cold":
                    forget(file)
                else:
                    read_through(file)
                ways[way].append(json.loads(start("--way", way, "--file", file)))
    return found


def read_through(file: str) -> None:
    with Path(file).open("rb") as opened:
        while opened.read(2**24):
            pass


def in_all(run: dict) -> float:
    return run["build_seconds"] + run["load_seconds"] + run["use_seconds"]


def summary(rounds: dict[str, dict[str, list[dict]]], size: int, load: float) -> dict:
    """Medians, and how each way's time compares with copying in the same round (quartiles)."""
    any_run = rounds["warm"]["copy"][0]
    caches = {}
    for cache, ways in rounds.items():
        caches[cache] = {}
        base = [in_all(run) for run in ways["copy"]]
        for way, runs in ways.items():
            ratios = [in_all(run) / b for run, b in zip(runs, base, strict=True)]
            figures = {"ratio": [round(q, 3) for q in statistics.quantiles(ratios, n=4)]}
            for name in FIGURES:
                values = [run[name] for run in runs]
                figures[name] = None if None in values else round(statistics.median(values), 4)
            caches[cache][way] = figures
    return {
        "torch": any_run["torch"],
        "python": platform.python_version(),
        "cpu": cpu_name(),
        "cores": os.cpu_count(),
        "threads": any_run["threads"],
        "system": platform.system(),
        "load": load,
        "date": date.today().isoformat(),
        "rounds": len(rounds["warm"]["copy"]),
        "file_bytes": size,
        "caches": caches,
    }


def report(result: dict) -> str:
    """The recorded output: regions, as pages embed them."""
    parts = ["$ python -m benchmarks.load_ways"]
    for cache, ways in result["caches"].items():
        rows = [
            "             seconds            GiB",
            "way         build  load   use   load   use   own",
        ]
        for way, of in ways.items():
            seconds = "".join(f"{of[f'{part}_seconds']:6.2f}" for part in ("build", "load", "use"))
            peaks = f"{of['load_peak'] / GIB:7.2f}{of['peak'] / GIB:6.2f}"
            own = f"{of['private'] / GIB:6.2f}" if of["private"] is not None else "     -"
            rows.append(f"{way:<11}{seconds}{peaks}{own}")
        rows += ["", "all three, copy = 1 (quartiles)"]
        for way, of in ways.items():
            low, middle, high = of["ratio"]
            rows.append(f"{way:<12} {middle:.2f}  ({low:.2f} to {high:.2f})")
        parts.append(region(cache, rows))
    machine = [
        f"torch {result['torch']}, Python {result['python']}, {result['system']}",
        f"{result['cpu']}, {result['cores']} cores, {result['threads']} threads",
        f"load average {result['load']}, {result['date']}",
        f"{result['rounds']} rounds, file of {result['file_bytes'] / GIB:.2f} GiB",
    ]
    return "\n".join([*parts, region("machine", machine)]) + "\n"


def region(name: str, lines: list[str]) -> str:
    return "\n".join([f"# --8<-- [start:{name}]", *lines, f"# --8<-- [end:{name}]"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--way", choices=WAYS, help="measure one way, here and once")
    parser.add_argument("--file", help="the model's file; it is made and deleted if not given")
    parser.add_argument("--write", action="store_true", help="write the model's file only")
    parser.add_argument("--folder", help="where to make the file: the disk that is measured")
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    if asked.write:
        return write(asked.file)
    if asked.way:
        return print(json.dumps(measure(asked.way, asked.file)))
    load = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        file = str(Path(folder) / "big.pt")
        start("--write", "--file", file)
        result = summary(measure_all(file, asked.rounds), Path(file).stat().st_size, load)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    RESULT.with_suffix(".out").write_text(report(result), "utf-8")
    print(report(result), end="")


if __name__ == "__main__":
    main()
