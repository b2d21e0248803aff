"""Record what the snippets print, and the stamp of the run: python -m atlas.record --help.

Needs torch, NumPy and the standard library only, so that a GPU machine's own Python will do.
"""

import argparse
import json
import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from atlas import releases, snippets
from atlas.outputs import diff, normalise, same
from atlas.releases import Releases, kind
from atlas.runner import Run, Runner
from atlas.snippets import ROOT, SNIPPETS, Snippet, name_of, output_file, unknown


def recorded(snippet: Snippet, device: str = "cpu") -> str:
    for file in (output_file(snippet, device), output_file(snippet)):
        if file.exists():
            return file.read_text("utf-8")
    return ""


def problem(run: Run, device: str = "cpu") -> str:
    """What is wrong with a run, with the file and the command that fixes it; "" if nothing."""
    snippet, torch = run.snippet, torch_of_recording(run.snippet, device)
    if device == "cpu" and torch not in ("", releases.here()):
        return changed(run, torch)
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
    if same(want, got, snippet.varies):
        return ""
    rows = enumerate(zip(want.splitlines(), got.splitlines(), strict=False), 1)
    line = next((n for n, (a, b) in rows if a != b), len(want.splitlines()))  # that differs
    where = f"{output_file(snippet)}:{line}"
    return f"{where}: prints something else now; if that is right: {fix}\n{diff(want, got)}"


def changed(run: Run, recording: str, table: Releases | None = None) -> str:
    """What a run on another torch than that of the recording has brought that the table does not
    say of this torch or, where it was not checked, of the one before it; "" if nothing."""
    program, torch = run.snippet, releases.here()
    if fault := needless_gate(run):
        return fault
    if run.skipped and program.requires:  # for want of a device, on any torch
        return ""
    table = table or Releases(snippets.snippets_folder(program.path))
    like, was = table.before(program, torch, recording)
    now = releases.outcome(run)
    texts = releases.text_of(program, like) or releases.text_of(program), normalise(run.output)
    prints = {releases.SAME, releases.OTHER}
    if {kind(was), kind(now)} <= prints:
        if same(*texts, program.varies):
            return ""
        said = "prints something else than"
    elif kind(was) == kind(now):
        return ""
    else:
        said = f"now “{now}”, “{was}”"
    run_it = f"TORCH_VERSION={torch} python dev.py record --check {program.name}"
    why = run.error or diff(*texts)
    return f"{program.path}:1: {said} on {like}; if that is right: {run_it}\n{why}"


def needless_gate(run: Run) -> str:
    """That a program ran although it says that it cannot; "" if that is not so."""
    first = run.error.partition("\n")[0]
    return first if first.startswith(f"{run.snippet.path}:1: says that it ") else ""


def torch_of_recording(snippet: Snippet, device: str) -> str:
    """The release that the output was recorded with, such as "2.13.0"; "" if it never was."""
    stamps = Stamps(snippets.snippets_folder(snippet.path)).entries.get(snippet.name, {})
    recording = stamps.get(device, stamps.get("cpu"))
    return releases.plain(recording["torch"]) if recording else ""


def never_warned(run: Run, device: str) -> str:
    """Which warnings of its metadata a program did not raise. What torch warns of changes from one
    release to the next: this counts on the one that its output was recorded with."""
    if not run.unraised or torch_of_recording(run.snippet, device) not in ("", releases.here()):
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

    def release(self) -> str:
        """The newest that an output was recorded with on a CPU, such as "2.13.0"; "" if none is."""
        found = {releases.plain(e["cpu"]["torch"]) for e in self.entries.values() if "cpu" in e}
        return max(found, key=snippets.release, default="")

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
        draft = self.file.with_suffix(".draft")  # whoever is killed here leaves the old file whole
        draft.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
        draft.replace(self.file)


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


def check_elsewhere(runs: Iterable[Run], recording: str, keeps: bool, report: Path | None) -> int:
    """Say what came of runs on another torch than that of the recordings, and what has changed
    against the table. keeps: write it into the table. report: a file that is to say so, too."""
    torch, table, faults = releases.here(), Releases(), []
    count = Counter[str]()
    for run in runs:
        now = "FAIL" if needless_gate(run) else releases.outcome(run)
        print(f"{now} {run.snippet.name}")
        count[kind(now)] += 1
        if fault := changed(run, recording, table):
            faults.append(fault.replace(f"{ROOT}{os.sep}", ""))
        if keeps and now != "FAIL":
            table.add(run, torch)
    if keeps:
        table.write()
    said = ", ".join(f"{number} {what}" for what, number in count.items())
    print(*faults, f"torch {torch}: {said}; {len(faults)} changed", sep="\n\n")
    if report:
        shown = [
            f"\n```diff\n{fault[:2000]}\n```\n" for fault in faults[:12]
        ]  # an issue takes 64 KB
        text = "".join([f"torch {torch}: {said}; {len(faults)} changed\n", *shown])
        report.write_text(text, "utf-8")
    return 1 if count["FAIL"] or (report and faults) else 0


def main() -> int:
    """Record what is asked for; an interrupt ends it in one line."""
    try:
        return record()
    except KeyboardInterrupt:
        print("interrupted: what is recorded so far is kept", file=sys.stderr, flush=True)
        sys.stdout.flush()
        os._exit(130)  # without waiting for the programs that run: they see it, and end


def record() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(prog="python dev.py record", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="programs and notebooks: save_load/state_dict, or their files"
    )
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda", "mps"])
    parser.add_argument("--all", action="store_true", help="also those whose stamp is still valid")
    parser.add_argument(
        "--check",
        action="store_true",
        help="record nothing: compare all, or NAMES; with another torch than the recorded one, "
        "write what came of those not yet checked with it into snippets/releases.json",
    )
    parser.add_argument(
        "--report", type=Path, help="with --check and another torch: write there what has changed"
    )
    asked = parser.parse_args()
    every, errors = snippets.read_all()
    try:
        names, notebooks = chosen(asked.names, [name_of(path) for path in snippets.find()])
    except LookupError as error:
        sys.exit(str(error.args[0]))
    if errors := [e for e in errors if not names or any(f"{n}.py:" in e for n in names)]:
        sys.exit("\n".join(errors))
    device, stamps = asked.device, Stamps()
    machine, torch, recording = describe(), releases.here(), stamps.release()
    if device not in machine:
        sys.exit(f"torch {machine['torch']} sees no {device} here")
    elsewhere = asked.check and device == "cpu" and torch != recording
    runner = Runner(device, seed=1 if asked.check else 0, lenient=elsewhere)
    if elsewhere:
        table = Releases()
        if not asked.names:
            names = {s.name for s in every if asked.all or torch not in table.outcomes(s)}
        keeps = torch in table.checked() or not asked.names
        keeps = keeps and bool(releases.RELEASE.fullmatch(torch)) and not asked.report
        runs = runner.run_all([s for s in every if s.name in names])
        return check_elsewhere(runs, recording, keeps, asked.report)
    if not asked.names:
        again = asked.all or asked.check
        names = {s.name for s in every if again or not stamps.valid(s, device)}
    try:
        runs = runner.run_all([s for s in every if s.name in names])
        good = [settle(run, device, None if asked.check else stamps, machine) for run in runs]
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
        name = re.sub(r"\.(py|ipynb)$|(\.[\w.]+)?\.out$", "", name)
        if name not in books and name not in programs:
            raise LookupError(unknown("program or notebook", name, [*programs, *books]))
        found[name in books].add(name)
    return found


def strays(folder: Path = SNIPPETS) -> list[Path]:
    """Outputs whose program is gone."""
    programs = snippets.find(folder)
    outputs = sorted(folder.rglob("*.out"))
    return [f for f in outputs if f.with_name(f"{f.name.partition('.')[0]}.py") not in programs]


if __name__ == "__main__":
    sys.exit(main())
