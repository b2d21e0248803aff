"""Pastes errors that people really posted into the field of the built site: who is led right.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.errors > benchmarks/errors.out
The reports that the field was never tuned on: ... -m benchmarks.errors --untouched
"""

import argparse
import datetime
from collections import Counter
from pathlib import Path

from atlas.snippets import ROOT
from measure.browser import opened, served
from measure.errors import Report, ask, reports, verdict

SHOWN = ("right", "wrong", "unknown")
CLASSES = ("language", "kind", "situation")
Verdicts = list[tuple[Report, str, str]]  # the report, the verdict, the section shown first


def asked(site: Path, some: list[Report]) -> tuple[Verdicts, str]:
    """The verdict on each report, and the version of the browser."""
    with served(site) as (address, _), opened() as browser:
        page = browser.new_page()
        page.goto(f"{address}errors/")
        answers = ask(page, [report.output for report in some])
        found = []
        for report, (known, links) in zip(some, answers, strict=True):
            first = links[0].removeprefix(address) if links else ""
            found.append((report, verdict(report, known, first), first if known else ""))
        return found, browser.version


def missing(site: Path, some: list[Report]) -> list[str]:
    """The wanted sections that the site does not have yet."""
    wanted = {address for report in some for address in report.wanted if "#" in address}
    return sorted(address for address in wanted if not has(site, *address.split("#")))


def has(site: Path, page: str, id: str) -> bool:
    file = site / page / "index.html"
    return file.exists() and f'id="{id}"' in file.read_text("utf-8")


def row(name: str, verdicts: list[str]) -> str:
    counts = Counter(verdicts)
    shares = "".join(f"{counts[shown] / len(verdicts):9.0%}" for shown in SHOWN)
    return f"{name:22}{len(verdicts):7}{shares}"


def print_shares(found: Verdicts) -> None:
    print(f"{'':22}{'reports':>7}" + "".join(f"{shown:>9}" for shown in SHOWN))
    print(row("all", [said for _, said, _ in found]))
    for name in CLASSES:
        for value in sorted({getattr(report, name) for report, _, _ in found}):
            print(row(value, [said for report, said, _ in found if getattr(report, name) == value]))


def print_failures(found: Verdicts) -> None:
    for report, said, first in sorted(found, key=lambda one: (one[1], one[0].wanted)):
        if said != "right":
            print(f"{said}: {first or '-'} instead of {' or '.join(report.wanted) or '-'}")
            print(f"    {report.source}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    arguments.add_argument("--untouched", action="store_true", help="those never used to tune it")
    given = arguments.parse_args()
    name = "untouched" if given.untouched else "tuned"
    found, version = asked(given.site, reports(name))
    print("$ python -m benchmarks.errors" + " --untouched" * given.untouched)
    print("# --8<-- [start:shares]")
    print_shares(found)
    print("# --8<-- [end:shares]")
    print("# --8<-- [start:failures]")
    print_failures(found)
    print("# --8<-- [end:failures]")
    if gone := missing(given.site, reports(name)):
        print(f"not written yet: {', '.join(gone)}")
    print(f"Chromium {version}, {datetime.date.today()}")


if __name__ == "__main__":
    main()
