"""Promise: while serving, an edit builds the pages that it touches, in both languages, no more."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from atlas import incremental
from atlas.snippets import ROOT
from measure.browser import new_tab

pytestmark = pytest.mark.xdist_group("serve")  # one server, also with several processes
NEEDED = (
    *("docs", "drawings", "snippets", "benchmarks", "theme", "cards", "atlas", "explorer"),
    *("hooks.py", "mkdocs.yml"),
)


class Served:
    """A copy of the project, served. root: the copy; address: of the site."""

    def __init__(self, root: Path, address: str) -> None:
        self.root, self.address = root, address

    def get(self, path: str) -> str:
        """A page, without the script that reloads it, which differs each time."""
        with urllib.request.urlopen(self.address + path, timeout=60) as answer:
            return answer.read().decode().partition("livereload(")[0]

    def wait_for(self, path: str, text: str) -> str:
        """The page, once it has the text."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if text in (page := self.get(path)):
                    return page
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"{path} never had {text!r}\n{(self.root / 'serve.log').read_text()}")

    def edit(self, name: str, old: str, new: str) -> None:
        time.sleep(1.1)  # so that no file system takes the edit for as old as the last build
        file = self.root / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served") / "project"
    for name in (*NEEDED, "mkdocs.zh.yml"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root)
    port = 8000 + os.getpid() % 1000
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    with (root / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=root,
            stdout=log,
            stderr=log,
            env={**os.environ, **quiet},
        )
        yield Served(root, f"http://127.0.0.1:{port}/")
        process.terminate()
        process.wait()


def test_an_edit_of_a_page_builds_that_page(served: Served) -> None:
    served.wait_for("zh/", "Torch")
    for language, folder in (("en", ""), ("zh", "zh/")):
        before = served.get(f"{folder}modules/tensor/")
        served.edit(f"docs/{language}/save-load/state-dict.md", "\n## ", "\nA new sentence.\n\n## ")
        page = served.wait_for(f"{folder}save-load/state-dict/", "A new sentence.")
        assert ">\n    None\n" not in page, "a page in the navigation has lost its title"
        assert served.get(f"{folder}modules/tensor/") == before
        assert "A new sentence." in served.get(f"{folder}search/texts.js")
        index = json.loads(served.get(f"{folder}search/index.js").partition("=")[2])
        assert len({location.partition("#")[0] for location, *_ in index["sections"]}) > 40
        assert "A new sentence." in served.get(f"{folder}save-load/state-dict/index.md")
    log = (served.root / "serve.log").read_text("utf-8")
    after_first = log.partition("Building what has changed")[2]
    assert after_first and "Converting notebook" not in after_first, "all pages were built again"


def test_an_edit_of_a_program_builds_the_pages_that_show_it(served: Served) -> None:
    served.edit(
        "snippets/save_load/state_dict.py", "\nimport torch\n", "\nimport torch  # edited\n"
    )
    for folder in ("", "zh/"):
        served.wait_for(f"{folder}save-load/state-dict/", "# edited")


def test_a_new_entry_is_in_the_index_of_errors(served: Served) -> None:
    served.edit("docs/en/errors/loading.md", "\n## ", "\n## Edited title of ")
    served.wait_for("errors/", "Edited title of")


@pytest.mark.browser
def test_a_diagram_that_is_not_recorded_is_drawn_live_and_marked(
    served: Served, browser: Browser
) -> None:
    for folder, language, mark in (("", "en", "Not recorded yet"), ("zh/", "zh", "还没有记录")):
        name = f"{folder}modules/optim/"
        assert "mermaid.min.js" not in served.wait_for(name, 'class="drawing"')
        served.edit(f"docs/{language}/modules/optim.md", '["SGD"]', '["SGD, edited"]')
        served.wait_for(name, mark)
        with new_tab(browser, served.address) as tab:
            tab.page.goto(name)
            tab.page.locator(".diagram .mermaid svg", has_text="SGD, edited").wait_for()
            assert tab.problems == []
    assert "python dev.py diagrams" in (served.root / "serve.log").read_text("utf-8")


# The parts


def test_a_page_is_changed_with_what_it_shows(made_up) -> None:
    source, built = made_up.root / "docs/en/add.md", made_up.write("built.html", "")
    now = time.time()
    for path in made_up.root.rglob("*"):
        os.utime(path, (now - 60, now - 60))
    os.utime(built, (now - 30, now - 30))
    assert incremental.changed({source: built}, made_up.root) == []
    for name in ("docs/en/add.md", "snippets/area/add.out", "mkdocs.yml"):
        os.utime(made_up.root / name, (now, now))
        assert incremental.changed({source: built}, made_up.root) == [built], name
        os.utime(made_up.root / name, (now - 60, now - 60))
    assert incremental.changed({source: made_up.root / "gone.html"}, made_up.root) == []
