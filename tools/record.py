"""Record what the snippets print, and the stamp of the run: python -m tools.record --help.

Needs torch, NumPy and the standard library only, so that a GPU machine's own Python will do.
"""

import argparse
import difflib
import json
import math
import re
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tools import snippets
from tools.run import Run, Runner
from tools.snippets import SNIPPETS, Snippet, SnippetError

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


def output_file(snippet: Snippet, device: str = "cpu") -> Path:
    """x.out; where another device prints something else, x.cuda.out beside it."""
    return snippet.path.with_suffix(".out" if device == "cpu" else f".{device}.out")


def recorded(snippet: Snippet, device: str = "cpu") -> str:
    for file in (output_file(snippet, device), output_file(snippet)):
        if file.exists():
            return file.read_text("utf-8")
    return ""


def problem(run: Run, device: str = "cpu") -> str:
    """What is wrong with a run, with the file and the command that mends it; "" if nothing."""
    snippet = run.snippet
    if run.error:
        return f"{snippet.path}: failed\n{run.error}"
    if run.skipped:
        return ""
    if silence := never_warned(run, device):
        return silence
    want, got = recorded(snippet, device), normalise(run.output)
    mend = f"python dev.py record {snippet.name}"
    if not want:
        return f"{snippet.path}:1: was never recorded: {mend}"
    for pattern in snippet.varies:
        if not re.search(pattern, got):
            return f"{snippet.path}:1: prints nothing like varies = {pattern!r}: take it out"
    if same(want, got, snippet.varies) or torch_here() < torch_of_recording(snippet, device):
        return ""  # from an older torch, whose texts differ, it is enough that the asserts hold
    diff = difflib.unified_diff(want.splitlines(), got.splitlines(), "recorded", "printed", "", "")
    line = first_difference(want, got)
    file = output_file(snippet)
    return f"{file}:{line}: prints something else now; if that is right: {mend}\n" + "\n".join(diff)


def torch_of_recording(snippet: Snippet, device: str) -> tuple[int, ...]:
    """The release that the output was recorded with, such as (2, 13); () if it never was."""
    stamps = Stamps(snippets.snippets_folder(snippet.path)).entries.get(snippet.name, {})
    recording = stamps.get(device, stamps.get("cpu"))
    return snippets.release(recording["torch"])[:2] if recording else ()


def torch_here() -> tuple[int, ...]:
    return snippets.release(version("torch"))[:2]


def never_warned(run: Run, device: str) -> str:
    """Which announced warnings did not come. What torch warns of changes from one release to the
    next: a program is held to it on the one that its output was recorded with."""
    if not run.silent or torch_of_recording(run.snippet, device) not in ((), torch_here()):
        return ""
    patterns = ", ".join(map(repr, run.silent))
    mend = f"python dev.py record {run.snippet.name}"
    return f"{run.snippet.path}:1: never warned {patterns}: take it out of its warns, then {mend}"


def first_difference(want: str, got: str) -> int:
    rows = zip(want.splitlines(), got.splitlines(), strict=False)
    return next((n for n, (a, b) in enumerate(rows, 1) if a != b), len(want.splitlines()))


class Stamps:
    """snippets/verified.json: name -> device kind -> what was run, where and when."""

    def __init__(self, folder: Path = SNIPPETS) -> None:
        self.file = folder / "verified.json"
        self.entries = self.read()
        self.added: list[tuple[str, str]] = []

    def read(self) -> dict[str, dict[str, dict]]:
        return json.loads(self.file.read_text("utf-8")) if self.file.exists() else {}

    def valid(self, snippet: Snippet, device: str) -> dict | None:
        """The stamp of exactly this text of the snippet, if it has one."""
        stamp = self.entries.get(snippet.name, {}).get(device)
        return stamp if stamp and stamp["digest"] == snippet.digest else None

    def add(self, run: Run, device: str, machine: dict[str, str]) -> None:
        self.entries.setdefault(run.snippet.name, {})[device] = {
            "digest": run.snippet.digest,
            "torch": machine["torch"],
            "python": machine["python"],
            "device": machine[device],
            "date": date.today().isoformat(),
            "seconds": round(run.seconds, 2),
        }
        self.added.append((run.snippet.name, device))

    def write(self, names: set[str]) -> None:
        """Sorted, without the snippets that are gone, with what another recording wrote since."""
        entries = self.read()
        for name, device in self.added:
            entries.setdefault(name, {})[device] = self.entries[name][device]
        kept = {n: entries[n] for n in sorted(entries) if n in names}
        self.file.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python dev.py record", description=__doc__)
    parser.add_argument("names", nargs="*", help="snippets, such as save_load/state_dict")
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda", "mps"])
    parser.add_argument("--all", action="store_true", help="also those whose stamp is still valid")
    parser.add_argument("--check", action="store_true", help="write nothing: compare all, or NAMES")
    asked = parser.parse_args()
    try:
        every = [snippets.read(path) for path in snippets.find()]
    except SnippetError as error:
        return print(error, file=sys.stderr) or 1
    unknown = set(asked.names) - {s.name for s in every}
    if unknown:
        print(f"no such snippet: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    stamps, runner = Stamps(), Runner(asked.device, seed=1 if asked.check else 0)
    machine = runner.describe()
    if asked.device not in machine:
        print(f"torch {machine['torch']} sees no {asked.device} here", file=sys.stderr)
        return 2
    chosen = [
        s
        for s in every
        if (s.name in asked.names)
        or (not asked.names and (asked.all or asked.check or not stamps.valid(s, asked.device)))
    ]
    failures = 0
    try:
        for run in runner.run_all(chosen):
            trouble = run.error or never_warned(run, asked.device)
            if asked.check:
                trouble = problem(run, asked.device)
            failures += bool(trouble)
            if trouble:
                print(f"FAIL {run.snippet.name}\n{trouble}", file=sys.stderr)
            elif run.skipped:
                print(f"left out {run.snippet.name}: {run.skipped}")
            elif asked.check:
                print(f"ok {run.snippet.name} {run.seconds:.2f} s")
            else:
                done = keep(run, asked.device)
                stamps.add(run, asked.device, machine)
                print(f"recorded {run.snippet.name} {run.seconds:.2f} s: {done}")
    except KeyboardInterrupt:
        print("interrupted: what is recorded so far is kept", file=sys.stderr)
        return 130
    finally:
        if not asked.check:
            stamps.write({s.name for s in every})
            remove_strays({s.path for s in every})
    print(f"{len(chosen) - failures} passed, {failures} failed")
    return 1 if failures else 0


def remove_strays(programs: set[Path]) -> None:
    """Outputs whose program is gone."""
    for file in SNIPPETS.rglob("*.out"):
        if file.with_suffix("").with_suffix(".py") not in programs:
            file.unlink()


if __name__ == "__main__":
    sys.exit(main())
