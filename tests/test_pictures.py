"""Promise: a picture that names a program (%% trace: …) is what the program printed, line by line.

Other diagrams: see test_diagrams.py.
"""

import re
from pathlib import Path

import pytest

from tools import pages
from tools.pages import LANGUAGES, Page
from tools.snippets import ROOT, SNIPPETS, read_regions

TRACE = re.compile(r"^%% trace: (\S+)\.py:(\S+)\n", re.M)
SETTINGS = re.compile(r"^%%\{init: .*\}%%\n", re.M)  # how far apart things are drawn


def traced(page: Page) -> list[tuple[int, str, str, str]]:
    """(line, program, region, the text that it must have printed) of each picture."""
    pictures = [f for f in page.fences if f.language == "mermaid" and "\n%% picture\n" in f.body]
    found = [(f, TRACE.search(f.body)) for f in pictures]
    return [
        (f.line, *named.groups(), SETTINGS.sub("", f.body.replace(named[0], "")))
        for f, named in found
        if named
    ]


def untrue(page: Page) -> list[str]:
    """Pictures that are not what their program printed when it was recorded."""
    found = []
    for line, program, region, drawn in traced(page):
        file = SNIPPETS / f"{program}.out"
        text = file.read_text("utf-8")
        first, last = read_regions(file, text)[region]
        if drawn.splitlines() != text.splitlines()[first - 1 : last]:
            found.append(f"{page.path}:{line}: paste what the program printed: {file}:{first}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_what_its_program_printed(language: str) -> None:
    found = [fault for page in pages.find(language) for fault in untrue(page)]
    assert not found, "\n".join(found)


def test_the_graph_of_autograd_is_such_a_picture() -> None:
    assert len(traced(Page(ROOT / "docs/en/modules/autograd.md"))) == 1


def test_an_arrow_that_was_not_printed_is_seen(tmp_path: Path) -> None:
    text = (ROOT / "docs/en/modules/autograd.md").read_text("utf-8")
    assert text.count("\nn0 --> n1\n") == 1
    copy = tmp_path / "autograd.md"
    copy.write_text(text.replace("\nn0 --> n1\n", "\nn0 --> n5\n"), "utf-8")
    assert "paste what the program printed" in untrue(Page(copy))[0]
