"""Record what the snippets print, and the stamp of the run: python -m atlas.record --help.

Needs torch, NumPy and the standard library only, so that a GPU machine's own Python will do.
"""

import argparse
import difflib
import json
import math
import platform
import re
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from atlas import snippets
from atlas.runner import Run, Runner
from atlas.snippets import ROOT, SNIPPETS, Snippet, name_of, output_file, unknown

ANSI = re.compile(r"\x1b\[[0-9;]*m")
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
NUMBER = re.compile(r"-?\d+\.\d*(?:e[+-]?\d+)?|-?\d+e[+-]?\d+")


def normalise(text: str) -> str:
    """Without what no two runs print alike, or no page can show: addresses, terminal colours,
    tabs (Markdown expands them), spaces at the end of a line."""
    text = ADDRESS.sub("0x…", ANSI.sub("", text)).expandtabs(4)
    return re.sub(r" +$", "", text, flags=re.M)


def same(recorded: str, printed: str, varies: tuple[str, ...] = ()) -> bool:
    """Equal to the letter, but decimals may differ by one in a thousand (or, where four or more
    digits stand after the point, by one in the last), and what matches `varies` at will."""
    for pattern in varies:
        recorded, printed = re.sub(pattern, "…", recorded), re.sub(pattern, "…", printed)
    if NUMBER.sub("#", recorded) != NUMBER.sub("#", printed):
        return False
    pairs = zip(NUMBER.findall(recorded), NUMBER.findall(printed), strict=True)
    return all(near(a, b) for a, b in pairs)


def near(a: str, b: str) -> bool:
    digits = len(a.partition(".")[2]) if "e" not in a else 0
    step = 1.01 * 10**-digits if digits >= 4 else 1e-6
    return a == b or math.isclose(float(a), float(b), rel_tol=1e-3, abs_tol=step)


def recorded(snippet: Snippet, device: str = "cpu") -> str:
    for file in (output_file(snippet, device), output_file(snippet)):
        if file.exists():
            return file.read_text("utf-8")
    return ""


def problem(run: Run, device: str = "cpu") -> str:
    """What is wrong with a run, with the file and the command that fixes it; "" if nothing."""
    snippet = run.snippet
    if run.error:
        return f"{snippet.path}: failed\n{run.error}"
    if run.skipped:
        return ""
    if fault := never_warned(run, device):
        return fault
    want, got = recorded(snippet, device), normalise(run.output)
    fix = f"python dev.py record {snippet.name}"
    if not want:
        return f"{snippet.path}:1: was never recorded: {fix}"
    for pattern in snippet.varies:
        if not re.search(pattern, got):
            return f"{snippet.path}:1: prints nothing like varies = {pattern!r}: take it out"
    if same(want, got, snippet.varies) or torch_here() < torch_of_recording(snippet, device):
        return ""  # from an older torch, whose texts differ, it is enough that the asserts hold
    both = want.splitlines(), got.splitlines()
    diff = "\n".join(difflib.unified_diff(*both, "recorded", "printed", "", ""))
    rows = enumerate(zip(*both, strict=False), 1)
    line = next((n for n, (a, b) in rows if a != b), len(both[0]))  # the first that differs
    where = f"{output_file(snippet)}:{line}"
    return f"{where}: prints something else now; if that is right: {fix}\n{diff}"


def torch_of_recording(snippet: Snippet, device: str) -> tuple[int, ...]:
    """The release that the output was recorded with, such as (2, 13); () if it never was."""
    stamps = Stamps(snippets.snippets_folder(snippet.path)).entries.get(snippet.name, {})
    recording = stamps.get(device, stamps.get("cpu"))
    return snippets.release(recording["torch"])[:2] if recording else ()


def torch_here() -> tuple[int, ...]:
    return snippets.release(version("torch"))[:2]


def never_warned(run: Run, device: str) -> str:
    """Which warnings of its metadata a program did not raise. What torch warns of changes from one
    release to the next: this counts on the one that its output was recorded with."""
    if not run.unraised or torch_of_recording(run.snippet, device) not in ((), torch_here()):
        return ""
    patterns = ", ".join(map(repr, run.unraised))
    fix = f"python dev.py record {run.snippet.name}"
    return f"{run.snippet.path}:1: never warned {patterns}: take it out of its warns, then {fix}"


Stamp = dict[str, Any]  # digest, torch, python, device, date, seconds


class Stamps:
    """snippets/verified.json: name -> device kind -> what was run, where and when."""

    def __init__(self, folder: Path = SNIPPETS) -> None:
        self.file = folder / "verified.json"
        self.entries = self.read()
        self.added: list[tuple[str, str]] = []

    def read(self) -> dict[str, dict[str, Stamp]]:
        found: dict[str, dict[str, Stamp]] = {}
        return json.loads(self.file.read_text("utf-8")) if self.file.exists() else found

    def valid(self, snippet: Snippet, device: str) -> Stamp | None:
        """The stamp of exactly this text of the snippet, if it has one."""
        stamp = self.entries.get(snippet.name, {}).get(device)
        return stamp if stamp and stamp["digest"] == snippet.digest else None

    def add(self, run: Run, device: str, machine: dict[str, str]) -> None:
        self.put(run.snippet.name, device, stamp_of(run, device, machine))

    def put(self, name: str, device: str, stamp: Stamp) -> None:
        self.entries.setdefault(name, {})[device] = stamp
        self.added.append((name, device))

    def write(self) -> None:
        """Sorted, without the snippets that are gone, with what another recording wrote since."""
        entries = self.read()
        for name, device in self.added:
            entries.setdefault(name, {})[device] = self.entries[name][device]
        names = map(name_of, snippets.find(self.file.parent))
        kept = {name: entries[name] for name in sorted(names) if name in entries}
        self.file.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


def stamp_of(run: Run, device: str, machine: dict[str, str]) -> Stamp:
    return {
        "digest": run.snippet.digest,
        "torch": machine["torch"],
        "python": machine["python"],
        "device": machine[device],
        "date": date.today().isoformat(),
        "seconds": round(run.seconds, 2),
    }


def keep(run: Run, device: str) -> str:
    """Write the output of a good run; says what was done."""
    text, file = normalise(run.output), output_file(run.snippet, device)
    if device != "cpu" and same(recorded(run.snippet), text, run.snippet.varies):
        file.unlink(missing_ok=True)
        return "same as on the CPU"
    if file.exists() and same(file.read_text("utf-8"), text, run.snippet.varies):
        return "prints the same"
    file.write_text(text, "utf-8")
    return f"wrote {file.name}"


def describe() -> dict[str, str]:
    """What a stamp says of this machine; needs torch."""
    import torch

    names = {"cpu": cpu_name(), "python": platform.python_version(), "torch": torch.__version__}
    if torch.cuda.is_available():
        names["cuda"] = torch.cuda.get_device_name()
    if torch.backends.mps.is_available():
        names["mps"] = "Apple GPU"
    return names


def cpu_name() -> str:
    file = Path("/proc/cpuinfo")  # of Linux
    found = re.search(r"^model name\s*: *(.+)", file.read_text() if file.exists() else "", re.M)
    return found[1].strip() if found else platform.processor() or platform.machine()


def settle(run: Run, device: str, stamps: Stamps | None, machine: dict[str, str]) -> bool:
    """Say what came of a run and, given stamps, record it; whether it was as it should be."""
    name = run.snippet.name
    fault = run.error or never_warned(run, device) if stamps else problem(run, device)
    if fault:
        print(f"FAIL {name}\n{fault}", file=sys.stderr)
    elif run.skipped:
        print(f"left out {name}: {run.skipped}")
    elif not stamps:
        print(f"ok {name} {run.seconds:.2f} s")
    else:
        done = keep(run, device)
        stamps.add(run, device, machine)
        print(f"recorded {name} {run.seconds:.2f} s: {done}")
    return not fault


def main() -> int:
    parser = argparse.ArgumentParser(prog="python dev.py record", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="programs and notebooks: save_load/state_dict, or their files"
    )
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda", "mps"])
    parser.add_argument("--all", action="store_true", help="also those whose stamp is still valid")
    parser.add_argument("--check", action="store_true", help="write nothing: compare all, or NAMES")
    asked = parser.parse_args()
    every, errors = snippets.read_all()
    try:
        names, notebooks = chosen(asked.names, [name_of(path) for path in snippets.find()])
    except LookupError as error:
        sys.exit(str(error.args[0]))
    if errors := [e for e in errors if not names or any(f"{n}.py:" in e for n in names)]:
        sys.exit("\n".join(errors))
    device, stamps = asked.device, Stamps()
    runner, machine = Runner(device, seed=1 if asked.check else 0), describe()
    if device not in machine:
        sys.exit(f"torch {machine['torch']} sees no {device} here")
    if not asked.names:
        again = asked.all or asked.check
        names = {s.name for s in every if again or not stamps.valid(s, device)}
    try:
        runs = runner.run_all([s for s in every if s.name in names])
        good = [settle(run, device, None if asked.check else stamps, machine) for run in runs]
    except KeyboardInterrupt:
        print("interrupted: what is recorded so far is kept", file=sys.stderr)
        return 130
    finally:
        if not asked.check:
            stamps.write()
            for file in strays():
                file.unlink()
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed")
    if notebooks and all(good):
        from atlas import notebooks as recorder  # needs Jupyter, which a GPU machine may lack

        recorder.record(notebooks)
    if not (asked.names or asked.check) and device == "cpu":
        from atlas import drawings  # needs Chromium, if there is something to draw

        drawings.record()
    return 0 if all(good) else 1


def chosen(names: list[str], programs: list[str]) -> tuple[set[str], set[str]]:
    """The programs and the notebooks that are meant: by their names, or by their files as a shell
    completes them. LookupError, in one line, for a name that is neither."""
    folder = ROOT / "docs"
    files = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.ipynb")]
    books = {"/".join(file.parts[1:]) for file in files}  # parts[0] is the language
    found: tuple[set[str], set[str]] = set(), set()
    for given in names:
        name = re.sub(r"^(\./)?(snippets/|docs/\w+/)?", "", given.replace("\\", "/"))
        name = re.sub(r"\.(py|out|ipynb)$|\.\w+\.out$", "", name)
        if name not in books and name not in programs:
            raise LookupError(unknown("program or notebook", name, [*programs, *books]))
        found[name in books].add(name)
    return found


def strays(folder: Path = SNIPPETS) -> list[Path]:
    """Outputs whose program is gone."""
    programs = snippets.find(folder)
    outputs = sorted(folder.rglob("*.out"))
    return [f for f in outputs if f.with_suffix("").with_suffix(".py") not in programs]


if __name__ == "__main__":
    sys.exit(main())
