"""All checks that need neither torch nor a browser: python dev.py check

Each returns what is wrong, one line per fault: file, line, what to do. The tests call the same
functions, on the site and on sites broken on purpose.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from atlas import (
    blocks,
    config,
    content,
    diagrams,
    drawings,
    languages,
    links,
    notebooks,
    pages,
    plots,
    snippets,
)
from atlas.config import LANGUAGES
from atlas.record import Stamps, strays
from atlas.releases import OTHER, Releases, kind
from atlas.snippets import ROOT, output_file


def program_problems(root: Path = ROOT) -> list[str]:
    """Programs that cannot be read, or have changed since they were last run."""
    found, errors = snippets.read_all(root / "snippets")
    stamps = Stamps(root / "snippets")
    return errors + [
        f"{s.path}:1: changed since its last run: python dev.py record {s.name}"
        for s in found
        if not stamps.valid(s, "cpu") and not (s.requires and not output_file(s).exists())
    ]


def release_problems(root: Path = ROOT) -> list[str]:
    """Programs that were not checked on each release as they are now; texts that are missing or
    that no outcome speaks of. No quick check: a cure takes a run on that release."""
    folder = root / "snippets"
    table, found = Releases(folder), []
    others = set(folder.rglob("*.[0-9]*.out"))
    for program in snippets.read_all(folder)[0]:
        outcomes = table.outcomes(program)
        for torch in table.checked(Stamps(folder).release()):
            file = output_file(program, torch)
            fault = f"{program.path}:1: not checked on torch {torch} as it is now"
            if torch in outcomes:
                others -= {file} if kind(outcomes[torch]) == OTHER else set()
                missing = kind(outcomes[torch]) == OTHER and not file.exists()
                fault = f"{file}:1: is missing" if missing else ""
            if fault:
                run = f"TORCH_VERSION={torch} python dev.py record --check {program.name}"
                found.append(f"{fault}: {run}")
    return found + [f"{file}:1: releases.json does not speak of it: delete it" for file in others]


def leftovers(root: Path = ROOT) -> list[str]:
    """Recorded outputs and stamps whose program is gone."""
    folder = root / "snippets"
    fix = "its program is gone: python dev.py record"
    gone = set(Stamps(folder).entries) - {snippets.name_of(p) for p in snippets.find(folder)}
    return [f"{path}:1: {fix}" for path in strays(folder)] + [
        f"{folder / 'verified.json'}:1: {name}: {fix}" for name in sorted(gone)
    ]


def orphans(root: Path = ROOT) -> list[str]:
    """Programs and regions that no page shows."""
    shown = {(e.file, e.region) for page in pages.find("en", root) for e in page.embeds}
    files = {file for file, _ in shown}
    found = []
    for snippet in snippets.read_all(root / "snippets")[0]:
        file = f"{snippet.name}.py"
        unseen = [
            (first, f"the region {region!r}")
            for region, (first, _) in snippet.regions.items()
            if (file, region) not in shown
        ]
        for line, what in unseen if file in files else [(1, "this program")]:
            found.append(f"{snippet.path}:{line}: no page shows {what}: embed it, or delete it")
    return found


def nav_problems(root: Path = ROOT) -> list[str]:
    """Pages that the nav lacks, or names though they do not exist."""
    listed = config.nav_pages(config.read(root)["nav"])
    folder = root / "docs" / LANGUAGES[0]
    there = [path.relative_to(folder).as_posix() for path in pages.files(LANGUAGES[0], root)]
    lines = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if text.startswith("nav:")), 1)
    faults = [f"add the line `- {page}` to the nav" for page in there if page not in listed]
    faults += [snippets.unknown("page", page, there) for page in listed if page not in there]
    return [f"mkdocs.yml:{line}: {fault}" for fault in faults]


def plot_problems() -> list[str]:
    return [fault for script in plots.find() for fault in plots.problems(script)]


# Checks of any project's folder, and those of ours alone.
ON_FOLDER: dict[str, Callable[[Path], list[str]]] = {
    "content": content.problems,
    "programs": program_problems,
    "leftovers": leftovers,
    "orphans": orphans,
    "blocks": blocks.problems,
    "languages": languages.problems,
    "nav": nav_problems,
    "links": links.dead_in_sources,
    "diagrams": diagrams.syntax_problems,
    "drawings": drawings.problems,
}
OURS = {"notebooks": notebooks.all_problems, "plots": plot_problems}
# Programs of the environment that print one fault per line, and what follows each.
TOOLS = {
    "mypy --no-error-summary --hide-error-context": "",
    "ruff check --quiet --output-format=concise": " (python dev.py fix)",
    "ruff format --check --quiet --output-format=concise": " (python dev.py fix)",
}


def tool_problems(command: str) -> list[str]:
    line = [sys.executable, "-m", *command.split()]
    pipe = subprocess.PIPE
    done = subprocess.run(line, cwd=ROOT, stdout=pipe, stderr=subprocess.STDOUT, text=True)
    return [said + TOOLS[command] for said in done.stdout.splitlines() if done.returncode and said]


def main() -> int:
    with ThreadPoolExecutor() as pool:
        of_tools = pool.map(tool_problems, TOOLS)
        found = content.unreadable(ROOT)
        if found:  # the checks that follow read all files
            return told(found)
        found = [fault for check in ON_FOLDER.values() for fault in check(ROOT)]
        found += [fault for check in OURS.values() for fault in check()]
        found += [fault for faults in of_tools for fault in faults]
    return told(dict.fromkeys(found))  # one mistake may be seen by two checks


def told(found: Collection[str]) -> int:
    for fault in found:
        print(fault.replace(f"{ROOT}{os.sep}", ""))
    print(f"{len(found)} to fix" if found else "nothing to fix")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
