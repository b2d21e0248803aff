"""Promise: the page "Open a file" reads a file in the browser, in both languages, from a host and
from a disk, and says what checkpoint.py says on the command line. Without scripts it still helps.
"""

import json
import subprocess
from pathlib import Path

import pytest
import torch
from playwright.sync_api import Browser, Page

from atlas.snippets import ROOT
from explorer import checkpoint, corpus
from measure.browser import Tab, new_tab

pytestmark = pytest.mark.browser

ANSWER = ".open-file__answer"
WAIT = 60_000  # milliseconds: a machine at work is slow
PAGES = {"en": "open-a-file/", "zh": "zh/open-a-file/"}
SAMPLES = sorted(path.name for path in (ROOT / "explorer/samples").iterdir())


def open_files(page: Page, *files: Path) -> str:
    """What the page says once the last file is named in its answer."""
    page.set_input_files("#open-file-input", [str(file) for file in files])
    named = f"name => document.querySelector('{ANSWER}').textContent.includes(name)"
    page.wait_for_function(named, arg=files[-1].name, timeout=WAIT)
    return page.inner_text(ANSWER)


@pytest.mark.parametrize("language", PAGES)
def test_the_page_says_what_the_command_says(tab: Tab, language: str) -> None:
    tab.page.goto(PAGES[language])
    for name in SAMPLES:
        file = ROOT / "explorer/samples" / name
        shown = open_files(tab.page, file)
        made = checkpoint.report(checkpoint.open_file(str(file)))
        for title, lines in checkpoint.say(made, language):
            for line in (title, *lines):
                assert line.strip() in shown
    assert tab.problems == []


def test_the_page_works_from_a_disk(browser: Browser, site: Path) -> None:
    address = (site / "zh/open-a-file/index.html").as_uri()
    with new_tab(browser, site.as_uri()) as tab:
        tab.page.goto(address)
        tab.page.click('[data-sample="runs_code.pt"]')
        tab.page.wait_for_selector(f"{ANSWER} h3", timeout=WAIT)
        assert tab.page.inner_text(f"{ANSWER} h3") == "危险"


def test_two_files_are_compared(page: Page, tmp_path: Path) -> None:
    page.goto(PAGES["en"])
    weights = {"a.weight": torch.ones(2), "a.bias": torch.ones(1)}
    torch.save(weights, tmp_path / "plain.pt")
    torch.save({f"module.{k}": v for k, v in weights.items()}, tmp_path / "wrapped.pt")
    shown = open_files(page, tmp_path / "wrapped.pt", tmp_path / "plain.pt")
    assert 'key.removeprefix("module.")' in shown


def test_a_large_file_is_read_by_slices(page: Page, tmp_path: Path) -> None:
    """5 GB, of which the disk holds nothing: its end is missing."""
    page.goto(PAGES["en"])
    file = tmp_path / "large.pt"
    with file.open("wb") as stream:
        stream.write(corpus.zipped({"a": torch.ones(2)})[:1000])
        stream.truncate(5 << 30)
    assert "Half a file" in open_files(page, file)


def test_without_scripts_the_field_is_hidden_and_the_table_there(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["en"])
    assert not page.is_visible(".open-file")
    assert page.is_visible("text=a Git LFS pointer")
    context.close()


def test_the_command_can_be_downloaded(site: Path, tmp_path: Path) -> None:
    """As it lies in the site, it runs."""
    file = tmp_path / "model.pt"
    torch.save({"a": torch.ones(2)}, file)
    program = site / "assets/explorer/checkpoint.py"
    run = subprocess.run(["python3", program, file, "--json"], check=True, capture_output=True)
    assert json.loads(run.stdout)["kind"] == "zip"
