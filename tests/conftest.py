"""What the tests share: a small made-up site to break on purpose, the real site built once, a
browser, the runs of the programs, and what need not run again.

With several pytest processes (-n 2), what is made once is made under a lock, for all of them.
"""

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from filelock import FileLock
from playwright.sync_api import Browser, Page

from atlas import releases, snippets
from atlas.record import Stamps
from atlas.runner import Run, Runner
from atlas.snippets import ROOT
from measure.browser import Tab, new_tab, opened, served
from measure.chromium import advice, find_chromium

CI = bool(os.environ.get("CI"))
CACHE = ROOT / ".test-cache"
SEED = 1  # recorded with another: what depends on it has not seeded itself

PROGRAM = '''"""Adds two numbers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:add]
import torch

total = torch.tensor(1.5) + 1
print(total)
# --8<-- [end:add]
assert total == 2.5
'''
OUTPUT = """$ python snippets/area/add.py
# --8<-- [start:add]
tensor(2.5000)
# --8<-- [end:add]
"""
ENGLISH = """---
description: Adding.
---

# Adding { #adding }

Look at [the sum](#adding) first.

```python
--8<-- "area/add.py:add"
```

```{.text .output}
--8<-- "area/add.out:add"
```
"""
CHINESE = ENGLISH.replace("# Adding {", "# 加法 {").replace(
    "Look at [the sum](#adding) first.", "先看[求和](#adding)的结果。"
)
MKDOCS = """
site_name: Made up
nav: [add.md]
markdown_extensions:
  admonition: {}
  attr_list: {}
  pymdownx.superfences: {}
  pymdownx.tabbed: {alternate_style: true}
  pymdownx.snippets: {base_path: [!relative $config_dir/snippets], check_paths: true}
"""


class MadeUpSite:
    """A project with one page in two languages and one program, in order."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("mkdocs.yml", MKDOCS)
        self.write("snippets/area/add.py", PROGRAM)
        self.write("snippets/area/add.out", OUTPUT)
        self.write("docs/en/add.md", ENGLISH)
        self.write("docs/zh/add.md", CHINESE)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def edit(self, name: str, old: str, new: str) -> Path:
        """Replace one text, which must be there."""
        text = (self.root / name).read_text("utf-8")
        assert old in text
        return self.write(name, text.replace(old, new))


@pytest.fixture
def made_up(tmp_path: Path) -> MadeUpSite:
    return MadeUpSite(tmp_path / "site")


# What is made once


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@dataclass(frozen=True)
class BuiltSite:
    """The whole site as `mkdocs build --strict` makes it."""

    folder: Path
    log: str
    code: int


def build_site(folder: Path, **environment: str) -> BuiltSite:
    """Build it, unless another process has done so. environment: SITE_URL and REPO_URL."""
    done = folder.with_suffix(".json")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            known = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL")}
            quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
            run = subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                encoding="utf-8",
                env={**known, **quiet, **environment},
            )
            done.write_text(json.dumps([run.stderr, run.returncode]), "utf-8")
    log, code = json.loads(done.read_text("utf-8"))
    return BuiltSite(folder, log, code)


@pytest.fixture(scope="session")
def built(shared: Path) -> BuiltSite:
    """Without an address and a repository, as most people build it."""
    return build_site(shared / "built")


@pytest.fixture(scope="session")
def site(built: BuiltSite) -> Path:
    """The folder of the built site; where it cannot be built, each test says why in one line."""
    if built.code:
        lines = built.log.strip().splitlines() or ["no output"]
        why = next((line for line in lines if line.startswith("ERROR") and "/" in line), lines[-1])
        pytest.fail(f"the site cannot be built: {why}", pytrace=False)
    return built.folder


@pytest.fixture(scope="session")
def site_at(shared: Path) -> Callable[[str], Path]:
    """The folder of the site when it is built for an address."""

    def build(address: str) -> Path:
        built = build_site(shared / f"built-{digest(address)}", SITE_URL=address)
        assert built.code == 0, built.log
        return built.folder

    return build


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address of the built site, below a path."""
    with served(site) as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not find_chromium():
        (pytest.fail if CI else pytest.skip)(advice())
    with opened() as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Tab]:
    with new_tab(browser, server) as tab:
        yield tab


@pytest.fixture
def page(tab: Tab) -> Page:
    return tab.page


# Each program is run once for all tests that need its result


@pytest.fixture(scope="session")
def runner() -> Runner:
    return Runner("cpu", SEED, lenient=releases.here() != Stamps().release())


@pytest.fixture(scope="session")
def run_of(runner: Runner, shared: Path) -> Callable[[Path], Run]:
    """The run of one of our programs: what came of it now or, not in CI, when it last ran with the
    same program, runner and torch."""
    folder = shared / "runs" if CI else CACHE / "runs"
    folder.mkdir(parents=True, exist_ok=True)

    def run(path: Path) -> Run:
        names = ("runner", "supervisor", "worker", "landlock", "snippets")
        code = [ROOT / "atlas" / f"{name}.py" for name in names]
        file = folder / f"{digest(path, *code, torch.__version__, sys.version)}.pickle"
        with FileLock(file.with_suffix(".lock")):
            if file.exists():
                found: Run = pickle.loads(file.read_bytes())
            else:
                found = runner.run(snippets.read(path))
                if CI or not found.error:
                    file.write_bytes(pickle.dumps(found))
        return found

    return run


# What passed before need not run again, but in CI


def digest(*content: Path | str) -> str:
    found = hashlib.sha256()
    for one in content:
        found.update(one.read_bytes() if isinstance(one, Path) else one.encode())
        found.update(b"\0")
    return found.hexdigest()[:32]


@pytest.fixture
def unchanged(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Called with all that decides a test's result (files, or text), skips a test that passed
    before with the same; never in CI."""

    def skip(*content: Path | str) -> None:
        key = digest(request.node.nodeid, torch.__version__, *content)
        if not CI and (CACHE / "passed" / key).exists():
            pytest.skip("passed before with the same content")
        request.node.passed_with = key

    return skip


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    key = getattr(item, "passed_with", "")
    if key and report.when == "call" and report.passed and not CI:
        file = CACHE / "passed" / key
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return report
