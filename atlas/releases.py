"""What came of each program on other releases of torch than the one that it was recorded on.

snippets/releases.json holds it, written by runs only: program -> "digest", and release -> outcome.
A text that is not the recorded one stands beside it: x.2.15.0.out beside x.out. Imports the
standard library only.
"""

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from atlas import snippets
from atlas.outputs import normalise, same
from atlas.runner import Run
from atlas.snippets import SNIPPETS, Snippet, name_of, output_file, release

SAME, OTHER, FAILS, LEFT_OUT = "same", "other", "fails", "left out"
# release -> one of these, and, after ": ", why it fails or is left out, or what it warns of there.
Outcomes = dict[str, str]
RELEASE = re.compile(r"\d+\.\d+\.\d+")  # nightly builds and candidates are none


def plain(torch: str) -> str:
    """ "2.15.0" of "2.15.0+cpu"."""
    return torch.partition("+")[0]


def here() -> str:
    return plain(version("torch"))


def kind(outcome: str) -> str:
    return outcome.partition(":")[0]


def text_of(program: Snippet, torch: str = "") -> str:
    """What a program prints on a release, if that is another text; without one, the recorded."""
    file = output_file(program, torch or "cpu")
    return file.read_text("utf-8") if file.exists() else ""


def printed_on(program: Snippet) -> list[str]:
    """The releases on which a program prints another text, the oldest first."""
    files = program.path.parent.glob(f"{program.path.stem}.[0-9]*.out")
    return sorted((f.name[len(program.path.stem) + 1 : -4] for f in files), key=release)


def digest(program: Snippet) -> str:
    """What an outcome is about: the program and its recorded output."""
    return sha256((program.source + text_of(program)).encode()).hexdigest()[:16]


def outcome(run: Run) -> str:
    """What came of a run, compared with the recorded output."""
    if run.error:
        return f"{FAILS}: {reason(run.error)}"
    if run.skipped:
        return f"{LEFT_OUT}: {run.skipped.partition(',')[0]}"
    printed = normalise(run.output)
    found = SAME if same(text_of(run.snippet), printed, run.snippet.varies) else OTHER
    return f"{found}: {warning(run.warned)}" if run.warned else found


def reason(error: str) -> str:
    """The line of an error that says why."""
    said = re.search(r"^[\w.]*(?:Error|Exception|Warning|Interrupt)\b.*", error, re.M)
    line = said[0] if said and error.startswith("Traceback") else error.splitlines()[0]
    return normalise(line.partition(": avoid it, or name it")[0])[:200]


def warning(error: str) -> str:
    """The warning that an error speaks of, or comes of."""
    said = re.search(r"\b\w*Warning: .*", error)
    return normalise(said[0])[:200] if said else reason(error)


class Releases:
    """The table, as it was read, and what is added to it."""

    def __init__(self, folder: Path = SNIPPETS) -> None:
        self.file = folder / "releases.json"
        self.entries = self.read()
        self.added: list[tuple[str, str]] = []

    def read(self) -> dict[str, Outcomes]:
        found: dict[str, Outcomes] = {}
        return json.loads(self.file.read_text("utf-8")) if self.file.exists() else found

    def outcomes(self, program: Snippet) -> Outcomes:
        """Of exactly this program, with this recorded output; {} if it has changed since."""
        entry = self.entries.get(program.name, {})
        valid = entry.get("digest") == digest(program)
        return {torch: text for torch, text in entry.items() if torch != "digest" and valid}

    def checked(self, but: str = "") -> list[str]:
        """All releases, but that of the recordings, the oldest first."""
        every = {torch for entry in self.entries.values() for torch in entry} - {"digest", but}
        return sorted(every, key=release)

    def before(self, program: Snippet, torch: str, recorded: str) -> tuple[str, str]:
        """(release, outcome) to compare a run on some torch with: that release itself if it was
        checked, or else the last one before it, which may be the one of the recording."""
        known = {**self.outcomes(program), recorded: SAME}
        older = [one for one in known if release(one) <= release(torch)]
        like = torch if torch in known else max(older, key=release, default=recorded)
        return like, known[like]

    def add(self, run: Run, torch: str) -> None:
        """Keep what came of a run, with its text if it is another."""
        program, found = run.snippet, outcome(run)
        entry = {"digest": digest(program), **self.outcomes(program), torch: found}
        self.entries[program.name] = entry
        self.added.append((program.name, torch))
        file = output_file(program, torch)
        if kind(found) != OTHER:
            file.unlink(missing_ok=True)
        elif not same(text_of(program, torch), normalise(run.output), program.varies):
            file.write_text(normalise(run.output), "utf-8")

    def write(self) -> None:
        """A line for each program, with what another run wrote since; without the programs and
        texts that are gone, and the outcomes of programs that have changed."""
        entries = self.read()
        for name, torch in self.added:
            found, there = self.entries[name], entries.get(name, {})
            kept = there if there.get("digest") == found["digest"] else {}
            entries[name] = {**kept, "digest": found["digest"], torch: found[torch]}
        names = sorted(set(map(name_of, snippets.find(self.file.parent))) & set(entries))
        order = sorted({t for e in entries.values() for t in e} - {"digest"}, key=release)
        lines = []
        for name in names:
            entry = {key: entries[name][key] for key in ["digest", *order] if key in entries[name]}
            lines.append(f"  {json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}")
        self.file.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
        self.entries = entries


def span(some: Iterable[str], every: list[str]) -> str:
    """Some of all releases in short, those that follow one another as a range: "2.6–2.11, 2.15"."""
    runs: list[list[int]] = []
    for n in sorted(every.index(torch) for torch in set(some)):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    ends = ([short(every[n], every) for n in (run[0], run[-1])] for run in runs)
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in ends)


def short(torch: str, every: list[str]) -> str:
    """ "2.13" of "2.13.0", if no other release begins so."""
    minor = torch.rpartition(".")[0]
    alike = [one for one in every if one.rpartition(".")[0] == minor]
    return minor if alike == [torch] else torch
