"""What is left of the latest checkpoint when its writer is killed, 200 times, at random moments.

Run it again: .venv/bin/python -m benchmarks.kill_writer
It writes benchmarks/kill_writer.out, which the page about safe saving shows. A writer does nothing
but save, one checkpoint after the other, until it is killed; three ways to save, in turn.
"""

import argparse
import multiprocessing
import os
import platform
import random
import tempfile
import time
from collections import Counter
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import torch

from atlas.record import cpu_name

RESULT = Path(__file__).with_suffix(".out")
KILLS = 200
NUMBERS = 2**21  # in each checkpoint: 8 MiB
LATEST = "latest.pt"


def in_place(checkpoint: dict, path: Path) -> None:
    torch.save(checkpoint, path)


def replaced(checkpoint: dict, path: Path) -> None:
    temporary = path.with_name(path.name + ".tmp")
    torch.save(checkpoint, temporary)
    temporary.replace(path)


def replaced_and_synced(checkpoint: dict, path: Path) -> None:
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        torch.save(checkpoint, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


WAYS = {
    "torch.save": in_place,
    "replace": replaced,
    "fsync, replace": replaced_and_synced,
}


def write(way: str, folder: str, reports: Connection) -> None:
    """The writer: each checkpoint is full of its own number. Reports -number when it begins to save
    and number when that is done."""
    weights = torch.empty(NUMBERS)
    step = 0
    while True:
        step += 1
        reports.send(-step)
        WAYS[way]({"step": step, "weights": weights.fill_(step)}, Path(folder) / LATEST)
        reports.send(step)


def kill_one(context, way: str) -> tuple[str, bool]:
    """(what is left of the latest checkpoint, whether the kill came while one was being saved)."""
    with tempfile.TemporaryDirectory() as folder:
        receiver, sender = context.Pipe(duplex=False)
        writer = context.Process(target=write, args=(way, folder, sender))
        writer.start()
        sender.close()
        last = next(n for n in iter(receiver.recv, None) if n > 0)  # the first one is there
        begin = time.perf_counter()
        last = next(n for n in iter(receiver.recv, None) if n > 0)
        time.sleep(random.uniform(0, 3 * (time.perf_counter() - begin)))
        writer.kill()  # SIGKILL: the writer can do nothing about it, nor notice
        writer.join()
        try:
            while True:
                last = receiver.recv()
        except EOFError:
            pass
        saved = last if last > 0 else -last - 1
        return judge(Path(folder) / LATEST, saved), last < 0


def judge(latest: Path, saved: int) -> str:
    """intact: it loads, is at least as new as the last report, and holds one step's numbers."""
    try:
        checkpoint = torch.load(latest, weights_only=True)
    except Exception:
        return "broken"
    same = bool((checkpoint["weights"] == checkpoint["step"]).all())
    return "intact" if same and checkpoint["step"] >= saved else "wrong"


def report(counts: dict[str, Counter], kills: int, torch_version: str) -> str:
    rows = [f"{'':<18}{'hit while':<11}latest is"]
    rows.append(f"{'way':<18}{'saving':<10}intact  broken  wrong")
    for way, found in counts.items():
        row = f"{found['saving']:>6}{found['intact']:>10}{found['broken']:>8}{found['wrong']:>7}"
        rows.append(f"{way:<18}{row}")
    machine = [
        f"{kills} kills of each way, {NUMBERS * 4 // 2**20} MiB in a checkpoint",
        f"torch {torch_version}, Python {platform.python_version()}, {platform.system()}",
        f"{cpu_name()}, {os.cpu_count()} cores, {date.today().isoformat()}",
    ]
    parts = ["$ python -m benchmarks.kill_writer", region("counts", rows)]
    return "\n".join([*parts, region("machine", machine)]) + "\n"


def region(name: str, lines: list[str]) -> str:
    return "\n".join([f"# --8<-- [start:{name}]", *lines, f"# --8<-- [end:{name}]"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=KILLS)
    kills = parser.parse_args().kills
    has_server = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if has_server else "spawn")
    if has_server:
        context.set_forkserver_preload(["torch"])  # imported once, not once for each writer
    counts = {way: Counter() for way in WAYS}
    for _ in range(kills):
        for way, found in counts.items():
            verdict, saving = kill_one(context, way)
            found[verdict] += 1
            found["saving"] += saving
    text = report(counts, kills, torch.__version__)
    RESULT.write_text(text, "utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
