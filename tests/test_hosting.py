"""Promise: the same files work at the root of any host, below any path, and on a mirror."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests.conftest import Quiet
from tools import pages
from tools.snippets import ROOT

ADDRESS = "https://atlas.example/repo/"
TAG = re.compile(r'<(\w+)\b([^<>]*?\s(?:href|src)="([^"]*)"[^<>]*)>')
NAMES = re.compile(r'\brel="(?:canonical|alternate)')  # for crawlers: not followed by a reader
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built with an address."""
    folder = tmp_path_factory.mktemp("addressed") / "site"
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if k != "REPO_URL"}
        | quiet
        | {"SITE_URL": ADDRESS},
    )
    assert done.returncode == 0, done.stderr
    return folder


def bound(folder: Path) -> list[str]:
    """Links of our own that work on one host, or below one path of it, only."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        for tag, attributes, address in TAG.findall(path.read_text("utf-8")):
            own = address.startswith((ADDRESS, "/")) and not address.startswith("//")
            # A 404 page begins with a guess at where it is, which its script puts right: see below.
            guess = tag == "base" and path.name == "404.html"
            if own and not guess and not NAMES.search(attributes):
                found.append(f"{path.relative_to(folder)}: <{tag}> {address}")
    return found


def heads(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Of each page: its address, its canonical one, and those of its twins."""
    for address in pages.addresses():
        text = (folder / address / "index.html").read_text("utf-8")
        links = [tag for name, tag, _ in TAG.findall(text) if name == "link"]
        found = [{k: v for k, v in re.findall(r'([\w-]+)="([^"]*)"', tag)} for tag in links]
        canonical = [link["href"] for link in found if link.get("rel") == "canonical"]
        twins = {link["hreflang"]: link["href"] for link in found if "hreflang" in link}
        yield address, "".join(canonical), twins


def twins_of(address: str) -> dict[str, str]:
    english = address.removeprefix("zh/")
    return {"en": english, "zh": f"zh/{english}", "x-default": english}


def test_no_link_is_bound_to_a_host(built, addressed: Path) -> None:
    assert not bound(built.folder)
    assert not bound(addressed)


def test_with_an_address_each_page_names_its_own_and_its_twins(addressed: Path) -> None:
    for address, canonical, twins in heads(addressed):
        assert canonical == ADDRESS + address
        assert twins == {language: ADDRESS + twin for language, twin in twins_of(address).items()}


def test_without_an_address_each_page_names_its_twins(built) -> None:
    for address, canonical, twins in heads(built.folder):
        assert canonical == ""
        folder = built.folder / address
        wanted = {n: (built.folder / twin).resolve() for n, twin in twins_of(address).items()}
        assert {n: (folder / twin).resolve() for n, twin in twins.items()} == wanted


def test_with_an_address_the_sitemaps_name_every_page_in_both_languages(addressed: Path) -> None:
    found = {}
    for name in ("sitemap.xml", "zh/sitemap.xml"):
        for entry in ElementTree.parse(addressed / name).getroot().findall("s:url", SITEMAP):
            links = entry.findall("x:link", SITEMAP)
            found[entry.findtext("s:loc", "", SITEMAP)] = {
                link.get("hreflang"): link.get("href", "").removeprefix(ADDRESS) for link in links
            }
    assert found == {ADDRESS + address: twins_of(address) for address in pages.addresses()}
    robots = (addressed / "robots.txt").read_text("utf-8").split()
    named = [robots[n + 1] for n, word in enumerate(robots) if word == "Sitemap:"]
    assert named == [f"{ADDRESS}sitemap.xml", f"{ADDRESS}zh/sitemap.xml"]


def test_without_an_address_there_is_no_sitemap_to_name(built) -> None:
    assert not list(built.folder.rglob("sitemap.xml*"))
    assert "Sitemap" not in (built.folder / "robots.txt").read_text("utf-8")


class Lost(Quiet):
    """Has a site below a path, and answers as most hosts do: with the one 404.html at the root of
    the site, or, where it knows of it, with the nearest."""

    def __init__(self, *args, path: str, nearest: bool, **others) -> None:
        self.prefix, self.nearest = f"/{path}", nearest
        super().__init__(*args, **others)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return ""  # there is nothing
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, *_: object) -> None:
        chinese = self.nearest and self.path.startswith(f"{self.prefix}zh/")
        folder = self.prefix + "zh/" if chinese else self.prefix
        body = Path(self.translate_path(f"{folder}404.html")).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def host(site: Path, path: str, nearest: bool = False) -> Iterator[str]:
    """The address of a site on a host of its own, below a path."""
    handler = partial(Lost, directory=str(site), path=path, nearest=nearest)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/{path}"
        httpd.shutdown()


@pytest.fixture(params=["", "repo/", "a/b/"], ids=["root", "path", "deep"])
def path(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.mark.browser
@pytest.mark.parametrize("told", [False, True], ids=["no address", "address"])
@pytest.mark.parametrize("nearest", [False, True], ids=["one 404 page", "nearest"])
def test_a_lost_reader_is_led_home_wherever_the_site_is(
    built, addressed: Path, browser: Browser, path: str, told: bool, nearest: bool
) -> None:
    site = addressed if told else built.folder
    page = browser.new_page()
    with host(site, path, nearest) as root:
        for lost, language in (
            ("gone", "en"),
            ("save-load/gone/x/", "en"),
            ("zh/modules/y/", "zh"),
        ):
            answer = page.goto(root + lost)
            assert answer.status == 404
            first = page.locator(".lost section").first
            assert first.get_attribute("lang") == language
            assert first.locator("h1").is_visible()
            home = first.locator("a").evaluate("(a) => a.href")
            assert home == root + ("zh/" if language == "zh" else "")
            sheets = page.evaluate("[...document.styleSheets].map((s) => s.href)")
            assert all(s.startswith(root) for s in sheets if s) and len(sheets) > 3
            assert (
                page.evaluate("getComputedStyle(document.querySelector('.lost')).maxWidth")
                != "none"
            )
            assert page.evaluate("__md_scope.href") == root
            for link in page.locator(".md-tabs__link").all():
                assert link.evaluate("(a) => a.href").startswith(root)
        page.goto(f"{root}gone/x")
        page.keyboard.press("/")
        page.locator("input[name=query]").press_sequentially("state_dict")
        result = page.locator(".md-search-result__link").first
        result.wait_for(state="attached")
        assert urlsplit(result.evaluate("(a) => a.href")).path.startswith(f"/{path}")
        result.click()
        page.wait_for_url("**/?h=*")
        assert page.locator("h1").count() == 1
    page.close()


# The check itself, on pages that are broken on purpose.


@pytest.mark.parametrize(
    "link", ['<a href="/there/">', f'<a class="x" href="{ADDRESS}there/">', '<img src="/x.png">']
)
def test_a_link_bound_to_a_host_is_seen(tmp_path: Path, link: str) -> None:
    (tmp_path / "index.html").write_text(link, "utf-8")
    assert len(bound(tmp_path)) == 1


def test_addresses_for_crawlers_and_those_of_others_pass(tmp_path: Path) -> None:
    good = f'<link rel="canonical" href="{ADDRESS}"><a href="https://pytorch.org/">'
    (tmp_path / "index.html").write_text(good + '<a href="../there/">', "utf-8")
    assert bound(tmp_path) == []
