"""Serve a built site as a real host does, compressed, and open it in the reader's own Chromium."""

import argparse
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from atlas import pages
from atlas.chromium import advice, find_chromium
from atlas.snippets import ROOT

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# Material draws diagrams into closed shadow roots: open ones let a measurement look inside.
OPEN_SHADOWS = """
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function () { return attach.call(this, { mode: "open" }); };
"""
DRAWN = """() => [...document.querySelectorAll("div.mermaid")].filter(
    (d) => d.shadowRoot && d.shadowRoot.querySelector("svg")).length"""


def compressed(file: Path) -> bytes:
    return _compressed(file, file.stat().st_mtime_ns)


@cache
def _compressed(file: Path, changed: int) -> bytes:
    return gzip.compress(file.read_bytes())


class Compressed(SimpleHTTPRequestHandler):
    """Answers with gzip and lets the browser keep what it got; notes what was asked for."""

    def __init__(self, *args, asked: list[str], **kwargs) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        self.asked.append(path.relative_to(self.directory).as_posix())
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path = ROOT / "site") -> Iterator[tuple[str, list[str]]]:
    """The address of a built site, and the files that were asked for, in order."""
    if not (site / "index.html").exists():
        raise SystemExit(f"{site} is not built: python dev.py build")
    asked: list[str] = []
    handler = partial(Compressed, directory=str(site), asked=asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


@contextmanager
def opened() -> Iterator[Browser]:
    if not (chromium := find_chromium()):
        raise SystemExit(advice())
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=FLAGS)


@contextmanager
def scrollbars(browser: Browser) -> Iterator[Browser]:
    """Another one, with scrollbars, as most desks have them: Playwright hides them."""
    hide = ["--hide-scrollbars"]
    other = browser.browser_type.launch(
        executable_path=find_chromium(), args=FLAGS, ignore_default_args=hide
    )
    yield other
    other.close()


def asked_for(about: str) -> tuple[Path, list[str]]:
    """The site and the pages that a benchmark is to look at: all of them if none is named."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", help="below the site's root; all if none is given")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    found = parser.parse_args()
    return found.site, found.pages or pages.addresses()


def visit(page: Page, address: str) -> int:
    """Open a page and wait until all its diagrams are drawn; how many these are.

    The page's context needs OPEN_SHADOWS as an init script.
    """
    page.goto(address, wait_until="load")
    wanted = page.locator("pre.mermaid, div.mermaid").count()
    if wanted:
        page.evaluate("dispatchEvent(new Event('mousemove'))")  # those far below as well
        page.wait_for_function(f"({DRAWN})() === {wanted}", timeout=60_000)
    return wanted
