"""Promise: every plot is drawn from its script as it stands, in both languages and palettes, and
is shown in both."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from atlas import pages, plots
from atlas.config import LANGUAGES
from atlas.snippets import ROOT

SHOWN = re.compile(r"!\[([^\]]*)\]\((?:\.\./)*assets/plots/([\w-]+)\.(\w+)\.(\w+)\.svg(#[\w-]+)?\)")
SCRIPT = """TEXT = {"en": {"y": "loss"}, "zh": {"y": "损失"}}
def draw(figure, text):
    axes = figure.subplots()
    axes.plot([1, 2])
    axes.set_ylabel(text["y"])
"""


def test_the_plots_are_drawn_from_their_scripts_as_they_stand() -> None:
    assert [problem for script in plots.find() for problem in plots.problems(script)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plot_is_shown_in_both_palettes_with_its_text(language: str) -> None:
    shown = {
        (name, palette, mark)
        for page in pages.find(language)
        for alt, name, of, palette, mark in SHOWN.findall(page.text)
        if of == language and alt
    }
    names = [script.stem for script in plots.find()]
    assert shown == {(name, p, f"#only-{p}") for name in names for p in plots.PALETTES}


def test_no_file_is_left_of_a_plot_that_is_gone() -> None:
    wanted = {file for script in plots.find() for file in plots.files(script.stem).values()}
    assert set(plots.DRAWN.glob("*.svg")) == wanted


def test_a_changed_script_is_reported_until_it_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plots, "SCRIPTS", tmp_path)
    monkeypatch.setattr(plots, "DRAWN", tmp_path / "drawn")
    script = tmp_path / "line.py"
    script.write_text(SCRIPT, "utf-8")
    reported = [f"{script}:1: draw it again: python dev.py plots line"]
    assert plots.problems(script) == reported
    plots.draw(script)
    drawn = {file: file.read_bytes() for file in plots.files("line").values()}
    assert plots.problems(script) == [] and len(drawn) == 4
    assert "损失" in (tmp_path / "drawn/line.zh.dark.svg").read_text("utf-8")
    plots.draw(script)
    assert {file: file.read_bytes() for file in drawn} == drawn, "the same bytes each time"
    script.write_text(f"{SCRIPT}# changed\n", "utf-8")
    assert plots.problems(script) == reported


def test_an_unknown_plot_is_one_clear_line() -> None:
    command = [sys.executable, "-m", "atlas.plots", "shedulers"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "unknown plot 'shedulers': did you mean 'schedulers'?\n"
