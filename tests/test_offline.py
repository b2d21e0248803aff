"""Promise: the site can be taken home as one zip, which works from a disk and from any server."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from atlas import offline, pages
from atlas.links import dead_in_html, html_document
from atlas.texts import texts_of
from measure.browser import Tab, new_tab, served

LANGUAGES = {"en": "", "zh": "zh/"}


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader has after unpacking, somewhere with a difficult name."""
    folder = tmp_path_factory.mktemp("worker's 我的 #1 100%")
    with zipfile.ZipFile(site / offline.NAME) as packed:
        packed.extractall(folder)
    return folder / offline.FOLDER


def only_served(folder: Path) -> list[str]:
    """Links to a folder, which a server answers with its index.html, and a disk with a list."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        for address in html_document(path).links:
            parts = urlsplit(address)
            inside = parts.path and not parts.scheme and not parts.netloc
            if inside and (path.parent / unquote(parts.path)).is_dir():
                found.append(f"{path.relative_to(folder)}: {address}")
    return found


def test_every_link_in_the_copy_names_a_file(unpacked: Path) -> None:
    assert not dead_in_html(unpacked)
    assert not only_served(unpacked)


def test_the_copy_has_every_page_and_says_how_to_begin(unpacked: Path) -> None:
    for address in pages.by_address():
        assert (unpacked / address / "index.html").is_file()
    begin = (unpacked / "README.txt").read_text("utf-8")
    assert "Open index.html" in begin and "用浏览器打开 zh/index.html" in begin


def test_what_makes_no_sense_in_a_copy_is_left_out(unpacked: Path) -> None:
    names = {p.name for p in unpacked.rglob("*") if p.is_file()}
    assert not names & {"sitemap.xml", "sitemap.xml.gz", "robots.txt", "404.html", offline.NAME}


@pytest.mark.parametrize("folder", LANGUAGES.values(), ids=LANGUAGES)
def test_both_homes_offer_the_zip_with_its_size(site: Path, unpacked: Path, folder: str) -> None:
    home = (site / folder / "index.html").read_text("utf-8")
    found = re.search(r'<a href="([^"]+)" download>[^<]+</a>\s*[(（]([\d.]+) MB', home)
    assert found
    address, size = found.groups()
    packed = (site / folder / address).resolve()
    assert packed == (site / offline.NAME).resolve()
    assert size == f"{packed.stat().st_size / 1_000_000:.1f}"
    copy = (unpacked / folder / "index.html").read_text("utf-8")
    assert (
        texts_of("zh" if folder else "en", "offline")["copy"] in copy and offline.NAME not in copy
    )


def test_the_same_site_gives_the_same_zip(site: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        offline.pack(offline.contents(offline.BuiltSite(site)), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.fixture(params=["disk", "server"])
def copy(request: pytest.FixtureRequest, browser: Browser, unpacked: Path) -> Iterator[Tab]:
    """A tab whose base is the unpacked folder: as files, without a network, or on a server."""
    if request.param == "disk":
        with new_tab(browser, f"{unpacked.as_uri()}/") as tab:
            tab.page.context.set_offline(True)
            yield tab
    else:
        with served(unpacked, f"{offline.FOLDER}/") as (top, _), new_tab(browser, top) as tab:
            yield tab


def name_of(page: Page) -> str:
    """The file that is open, below the unpacked folder."""
    return unquote(urlsplit(page.url).path).rpartition(f"/{offline.FOLDER}/")[2]


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_copy_is_read_searched_and_copied_from(copy: Tab, language: str) -> None:
    folder, page = LANGUAGES[language], copy.page
    page.goto(f"{folder}index.html")

    # A diagram leads to a page.
    page.locator(".drawing a").first.click()
    page.wait_for_url("**/modules/**/index.html*")

    # The navigation and the switcher lead from page to page.
    page.goto(f"{folder}save-load/state-dict/index.html")
    page.locator(".md-tabs__link", has_text={"en": "Modules", "zh": "模块"}[language]).click()
    page.wait_for_url("**/modules/**/index.html")
    translation = page.locator(f".md-select__link[hreflang={'en' if folder else 'zh'}]")
    page.goto(translation.evaluate("(a) => a.href"))
    assert name_of(page).startswith("modules/" if folder else "zh/modules/")

    # Search answers, and its answer opens.
    page.goto(f"{folder}index.html")
    page.keyboard.press("/")
    field = page.locator("input[name=query]")
    field.wait_for(state="visible")
    field.fill({"en": "map_location", "zh": "状态字典"}[language])
    page.locator(".md-search-result__link").first.click(timeout=30_000)
    page.wait_for_url(f"**/{folder}save-load/**/index.html*")
    page.wait_for_load_state("networkidle")

    # Code copies whole.
    page.goto(f"{folder}save-load/state-dict/index.html")
    block = page.locator(".language-python.highlight").first
    block.locator(".md-code__button[data-md-type=copy]").evaluate("(button) => button.click()")
    copied = "async () => (await navigator.clipboard.readText()).includes('class Net')"
    page.wait_for_function(copied)

    # A pasted error is led to its entry.
    page.goto(f"{folder}errors/index.html")
    message = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x20 and 10x2)"
    page.locator("#paste-error").fill(message)
    page.locator(".paste-error button").click()
    page.locator('.paste-error__answer [data-error="mat1-mat2"]').click()
    page.wait_for_url(f"**/{folder}errors/shapes/index.html#mat1-mat2")
    assert not copy.problems, copy.problems


# The check itself, on links that need a server.


def test_a_link_that_only_a_server_answers_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/index.html").write_text("<h1>There</h1>", "utf-8")
    (tmp_path / "index.html").write_text('<a href="there/">x</a><a href="there/index.html">y</a>')
    assert only_served(tmp_path) == ["index.html: there/"]


def test_addresses_get_the_name_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/index.html").touch()
    (tmp_path / "index.html").touch()
    site = offline.BuiltSite(tmp_path)
    assert site.explicit("there/#part", "") == "there/index.html#part"
    assert site.explicit("..", "there") == "../index.html"
    assert site.explicit("../there/?q=x", "there") == "../there/index.html?q=x"
    for left in ("#part", "https://pytorch.org/", "mailto:a@b.c", "/root/", "gone/"):
        assert site.explicit(left, "") == left
