"""Promise: every plot is drawn from its script as it stands, in both languages and palettes, and
is shown in both."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import pages, plots
from tools.snippets import ROOT

SHOWN = re.compile(r"!\[([^\]]*)\]\((?:\.\./)*assets/plots/([\w-]+)\.(\w+)\.(\w+)\.svg(#[\w-]+)?\)")


def faults(script: Path) -> list[str]:
    """Files of a plot that are missing, or drawn from another text of its script."""
    found = []
    for file in plots.files(script.stem).values():
        text = file.read_text("utf-8") if file.exists() else ""
        if plots.digest(script) not in text:
            found.append(f"{script}: draw it again: python -m tools.plots {script.stem}")
            break
    return found


@pytest.mark.parametrize("script", plots.find(), ids=lambda p: p.stem)
def test_the_plot_is_drawn_from_its_script_as_it_stands(script: Path) -> None:
    assert not faults(script)


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_every_plot_is_shown_in_both_palettes_with_its_text(language: str) -> None:
    shown = {
        (name, palette, mark)
        for page in pages.find(language)
        for alt, name, of, palette, mark in SHOWN.findall(page.text)
        if of == language and alt
    }
    wanted = {
        (script.stem, palette, f"#only-{palette}")
        for script in plots.find()
        for palette in plots.INK
    }
    assert shown == wanted


def test_no_file_is_left_of_a_plot_that_is_gone() -> None:
    wanted = {file for script in plots.find() for file in plots.files(script.stem).values()}
    assert set(plots.DRAWN.glob("*.svg")) == wanted


def test_a_changed_script_is_seen_and_drawing_mends_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(plots, "SCRIPTS", tmp_path)
    monkeypatch.setattr(plots, "DRAWN", tmp_path / "drawn")
    script = tmp_path / "line.py"
    script.write_text(
        "TEXT = {'en': {'y': 'loss'}, 'zh': {'y': '损失'}}\n"
        "def draw(figure, text):\n"
        "    axes = figure.subplots()\n"
        "    axes.plot([1, 2])\n"
        "    axes.set_ylabel(text['y'])\n"
    )
    assert "python -m tools.plots line" in faults(script)[0]
    plots.draw(script)
    drawn = {file: file.read_bytes() for file in plots.files("line").values()}
    assert faults(script) == [] and len(drawn) == 4
    assert "损失" in (tmp_path / "drawn/line.zh.dark.svg").read_text("utf-8")
    plots.draw(script)
    assert {file: file.read_bytes() for file in drawn} == drawn, "the same bytes each time"
    script.write_text(script.read_text() + "# changed\n")
    assert faults(script)


def test_an_unknown_plot_is_one_clear_line() -> None:
    command = [sys.executable, "-m", "tools.plots", "nothing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.strip() == "no such plot: nothing"
