"""What the explorer says of files of every kind, against what each torch does with them.

    python -m benchmarks.explorer_corpus FOLDER [--keep CORPUS]

FOLDER holds the other releases, as `pip install --target FOLDER/2.6.0 torch==2.6.0` makes them.
A release that is not there is left out, and the answer says so.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from explorer.checkpoint import RELEASES, open_file, report
from explorer.oracle import differences

HERE = torch.__version__.split("+")[0]


def environment(release: str, releases: Path) -> dict[str, str]:
    paths = [] if release == HERE else [str(releases / release)]
    more = {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join([*paths, str(Path.cwd())])}
    return {**os.environ, **more}


def python(release: str, releases: Path, *command: str) -> str:
    """What a module prints under one torch."""
    arguments = [sys.executable, "-W", "ignore", "-m", *command]
    more = environment(release, releases)
    run = subprocess.run(arguments, env=more, check=True, stdout=subprocess.PIPE)
    return run.stdout.decode()


def ask(folder: Path, releases: Path, *options: str) -> dict[str, dict[str, Any]]:
    """For each file what each release that is there does."""
    files: dict[str, dict[str, Any]] = {}
    for release in there(releases):
        said = json.loads(python(release, releases, "explorer.oracle", str(folder), *options))
        assert said["release"] == release
        for name, one in said["answers"].items():
            files.setdefault(name, {})[release] = one
    return files


def there(releases: Path) -> list[str]:
    return [r for r in RELEASES if r == HERE or (releases / r).is_dir()]


def write(folder: Path, releases: Path) -> None:
    for release in there(releases):
        few = [] if release == HERE else ["--few"]
        python(release, releases, "explorer.corpus", str(folder), *few)


def compared(folder: Path, files: dict[str, dict[str, Any]]) -> tuple[int, Counter[str]]:
    """Print each difference; how many files have one, and how many files each torch accepts."""
    wrong = 0
    statuses: Counter[str] = Counter()
    for name, answers in sorted(files.items()):
        found = differences(report(open_file(str(folder / name))), answers)
        wrong += bool(found)
        statuses.update(f"{r} {one['status']}" for r, one in answers.items())
        for line in found:
            print(f"{name}: {line}".replace("\n", " "))
    return wrong, statuses


def with_folder(keep: Path | None, do: Callable[[Path], None]) -> None:
    if keep:
        do(keep)
        return
    with tempfile.TemporaryDirectory() as folder:
        do(Path(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("releases", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for the corpus")
    options = parser.parse_args()

    def run(folder: Path) -> None:
        if not folder.exists() or not any(folder.iterdir()):
            write(folder, options.releases)
        files = ask(folder, options.releases)
        wrong, statuses = compared(folder, files)
        programs = sum(
            bool(one.get("lines")) for answers in files.values() for one in answers.values()
        )
        print(f"{len(files)} files, torch {', '.join(there(options.releases))}")
        print("\n".join(f"{key}: {count}" for key, count in sorted(statuses.items())))
        print(f"{programs} programs run; files with a difference: {wrong}")

    with_folder(options.keep, run)


if __name__ == "__main__":
    main()
