"""What the tests share: a small made-up site to break on purpose, and the real site, built once."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import FLAGS as QUIET
from tools.browser import OPEN_SHADOWS
from tools.chromium import advice, find_chromium
from tools.snippets import ROOT

PREFIX = "repo"  # the site is served below a path, as on GitHub Pages

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


class MadeUpSite:
    """docs/ and snippets/ with one page in two languages and one program, in order."""

    def __init__(self, root: Path) -> None:
        self.root = root
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


@dataclass(frozen=True)
class BuiltSite:
    """The whole site as `mkdocs build --strict` makes it. seconds: what the build took."""

    folder: Path
    log: str
    code: int
    seconds: float


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("built") / PREFIX
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={
            **{k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL")},
            "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        },
    )
    return BuiltSite(folder, done.stderr, done.returncode, time.perf_counter() - begin)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def server(built) -> Iterator[str]:
    """The address of the built site, below a path."""
    handler = partial(Quiet, directory=str(built.folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/{PREFIX}/"
        httpd.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if not chromium:
        if os.environ.get("CI"):
            pytest.fail(advice())
        pytest.skip(advice())
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=QUIET)


@contextmanager
def page_of(browser: Browser, base: str) -> Iterator[Page]:
    """A new tab that remembers what goes wrong in it, and whom it asked besides its base."""
    parts = urlsplit(base)
    origin = f"{parts.scheme}://{parts.netloc}"
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(OPEN_SHADOWS)
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda m: m.type in ("error", "warning") and page.troubles.append(m.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on(
        "requestfailed",  # aborted: the tab has moved on before it had come
        lambda r: r.failure != "net::ERR_ABORTED" and page.troubles.append(f"failed: {r.url}"),
    )
    page.on("response", lambda r: r.status >= 400 and page.troubles.append(f"{r.status} {r.url}"))
    page.on(
        "request",
        lambda r: r.url.startswith((origin, "data:", "blob:")) or page.troubles.append(r.url),
    )
    yield page
    context.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    with page_of(browser, server) as page:
        yield page
