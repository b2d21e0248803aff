"""What isolation costs: 100 programs that do nothing, each in a process of its own.

Run it again: .venv/bin/python -m benchmarks.run_snippets   (from the project's folder)
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from atlas import snippets

NOTHING = '''"""Does nothing."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///
import torch

assert torch
'''


def seconds(call, *arguments) -> float:
    begin = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - begin


def measure(count: int = 100, rounds: int = 3) -> None:
    """Print medians over some rounds, imports and runs in turn, so that noise meets both."""
    imports, runs = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            path = Path(folder) / "snippets" / f"nothing_{number}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(NOTHING, "utf-8")
        programs = [snippets.read(p) for p in snippets.find(Path(folder) / "snippets")]
        for _ in range(rounds):
            command = [sys.executable, "-c", "import torch"]
            imports.append(seconds(subprocess.run, command))
            runs.append(seconds(run_in_new_interpreter, programs))
    one, all_ = statistics.median(imports), statistics.median(runs)
    print(f"import torch, once               {one:6.2f} s")
    print(f"{count} programs, fork server included {all_:6.2f} s")
    print(f"difference                       {all_ - one:6.2f} s (promised: under 5 s)")
    print(f"ratio to one import each         {all_ / (one * count):6.3f}")


def run_in_new_interpreter(programs: list[snippets.Snippet]) -> None:
    """A fork server starts once per process: a new one makes each round pay for it."""
    folder = programs[0].path.parent
    code = (
        "from pathlib import Path; from atlas import snippets; from atlas.runner import Runner\n"
        f"found = [snippets.read(p) for p in snippets.find(Path({str(folder)!r}))]\n"
        "bad = [r.error for r in Runner().run_all(found) if r.error]\n"
        "assert not bad, bad[0]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    measure()
