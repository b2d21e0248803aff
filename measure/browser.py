"""Serve a built site as a real host does, compressed and below a path, and open it in Chromium."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from atlas.snippets import ROOT
from measure.chromium import advice, find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def compressed(file: Path) -> bytes:
    return _compressed(file, file.stat().st_mtime_ns)


@cache
def _compressed(file: Path, changed: int) -> bytes:
    return gzip.compress(file.read_bytes())


class Host(SimpleHTTPRequestHandler):
    """Answers with gzip and lets the browser keep what it got; notes what was asked for.

    path: where the site is on the host, "/" or "/repo/". lost: see served()."""

    def __init__(
        self, *args: Any, path: str, asked: list[str], lost: Callable[[str], str], **more: Any
    ) -> None:
        self.prefix, self.asked, self.lost = path, asked, lost
        super().__init__(*args, **more)

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        file = self.file()
        if file:
            self.asked.append(file.relative_to(self.directory).as_posix())
            self.answer(200, file)
        elif page := self.lost(self.path.removeprefix(self.prefix)):
            self.answer(404, Path(self.directory, page))
        else:
            self.send_error(404)

    def file(self) -> Path | None:
        if not self.path.startswith(self.prefix):
            return None
        path = Path(self.translate_path("/" + self.path.removeprefix(self.prefix)))
        path = path / "index.html" if path.is_dir() else path
        return path if path.is_file() else None

    def answer(self, status: int, file: Path) -> None:
        body = compressed(file)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(
    site: Path = ROOT / "site", path: str = "repo/", lost: Callable[[str], str] = lambda _: ""
) -> Iterator[tuple[str, list[str]]]:
    """The address of a built site, and the files that were asked for, in order.

    path: where on the host it is, as GitHub Pages has sites below their repository's name.
    lost: the page that answers for a path where there is nothing; "" for a plain 404."""
    if not (site / "index.html").exists():
        raise SystemExit(f"{site} is not built: python dev.py build")
    asked: list[str] = []
    handler = partial(Host, directory=str(site), path=f"/{path}", asked=asked, lost=lost)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{path}", asked
        server.shutdown()


@contextmanager
def opened(**options: Any) -> Iterator[Browser]:
    """The reader's own Chromium; options: of Playwright's launch()."""
    if not (chromium := find_chromium()):
        raise SystemExit(advice())
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=FLAGS, **options)


@contextmanager
def scrollbars(browser: Browser) -> Iterator[Browser]:
    """Another one, with scrollbars, as most desks have them: Playwright hides them."""
    hide = ["--hide-scrollbars"]
    other = browser.browser_type.launch(
        executable_path=find_chromium(), args=FLAGS, ignore_default_args=hide
    )
    yield other
    other.close()


class Tab:
    """A browser's tab. problems: what went wrong in it, and whom it asked besides its base."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.problems: list[str] = []
        parts = urlsplit(base)
        ours = (f"{parts.scheme}://{parts.netloc}", "data:", "blob:")

        def note(problem: str, if_: bool = True) -> None:
            if if_:
                self.problems.append(problem)

        page.on("console", lambda m: note(m.text, m.type in ("error", "warning")))
        page.on("pageerror", lambda error: note(str(error)))
        # aborted: the tab has moved on before it had come
        page.on("requestfailed", lambda r: note(r.url, r.failure != "net::ERR_ABORTED"))
        page.on("response", lambda r: note(f"{r.status} {r.url}", r.status >= 400))
        page.on("request", lambda r: note(r.url, not r.url.startswith(ours)))


@contextmanager
def new_tab(browser: Browser, base: str) -> Iterator[Tab]:
    """A tab for tests, which may use the clipboard. base: what addresses are relative to."""
    context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Tab(context.new_page(), base)
    context.close()


def set_palette(page: Page, palette: str) -> None:
    """Let the system ask for "light" or "dark" and for no motion; wait until the page has it."""
    page.emulate_media(color_scheme=palette, reduced_motion="reduce")  # type: ignore[arg-type]
    page.wait_for_function(
        "(scheme) => (document.body.dataset.mdColorScheme ?? scheme) === scheme",
        arg={"light": "default", "dark": "slate"}[palette],
    )
