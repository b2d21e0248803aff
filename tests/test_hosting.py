"""Promise: the same files work at the root of any host, below any path, and on a mirror."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from atlas import pages
from atlas.links import parsed
from measure.browser import served

ADDRESS = "https://atlas.example/repo/"
PAGES = list(pages.by_address())
NAMES_ONLY = {"canonical", "alternate"}  # for crawlers: a reader does not follow these links
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="session")
def addressed(site_at: Callable[[str], Path]) -> Path:
    """The whole site, built with an address."""
    return site_at(ADDRESS)


def bound(folder: Path) -> list[str]:
    """Links of our own that work on one host, or below one path of it, only."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        for tag in parsed(path).xpath("//*[@href or @src]"):
            address = tag.get("href") or tag.get("src")
            own = address.startswith((ADDRESS, "/")) and not address.startswith("//")
            # A 404 page begins with a guess at where it is, which its script corrects: see below.
            guess = tag.tag == "base" and path.name == "404.html"
            if own and not guess and not NAMES_ONLY & set(tag.get("rel", "").split()):
                found.append(f"{path.relative_to(folder)}: <{tag.tag}> {address}")
    return found


def heads(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Of each page: its address, its canonical one, and those of its translations."""
    for address in PAGES:
        head = parsed(folder / address / "index.html").find("head")
        translations = {a.get("hreflang"): a.get("href") for a in head.xpath("link[@hreflang]")}
        yield address, "".join(head.xpath("link[@rel='canonical']/@href")), translations


def translations_of(address: str) -> dict[str, str]:
    english = address.removeprefix("zh/")
    return {"en": english, "zh": f"zh/{english}", "x-default": english}


def test_no_link_is_bound_to_a_host(site: Path, addressed: Path) -> None:
    assert not bound(site)
    assert not bound(addressed)


def test_with_an_address_each_page_names_its_own_and_its_translations(addressed: Path) -> None:
    for address, canonical, translations in heads(addressed):
        assert canonical == ADDRESS + address
        assert translations == {k: ADDRESS + v for k, v in translations_of(address).items()}


def test_without_an_address_each_page_names_its_translations(site: Path) -> None:
    for address, canonical, translations in heads(site):
        assert canonical == ""
        wanted = {k: (site / v).resolve() for k, v in translations_of(address).items()}
        assert {k: (site / address / v).resolve() for k, v in translations.items()} == wanted


def test_with_an_address_the_sitemaps_name_every_page_in_both_languages(addressed: Path) -> None:
    found = {}
    for name in ("sitemap.xml", "zh/sitemap.xml"):
        for entry in ElementTree.parse(addressed / name).getroot().findall("s:url", SITEMAP):
            links = entry.findall("x:link", SITEMAP)
            found[entry.findtext("s:loc", "", SITEMAP)] = {
                link.get("hreflang"): link.get("href", "").removeprefix(ADDRESS) for link in links
            }
    assert found == {ADDRESS + address: translations_of(address) for address in PAGES}
    robots = (addressed / "robots.txt").read_text("utf-8").split()
    named = [robots[n + 1] for n, word in enumerate(robots) if word == "Sitemap:"]
    assert named == [f"{ADDRESS}sitemap.xml", f"{ADDRESS}zh/sitemap.xml"]


def test_without_an_address_there_is_no_sitemap_to_name(site: Path) -> None:
    assert not list(site.rglob("sitemap.xml*"))
    assert "Sitemap" not in (site / "robots.txt").read_text("utf-8")


# What hosts answer with where there is nothing: most with the one 404.html at the root of the site,
# some with the nearest.
ANSWERS: dict[str, Callable[[str], str]] = {
    "one 404 page": lambda path: "404.html",
    "nearest": lambda path: "zh/404.html" if path.startswith("zh/") else "404.html",
}


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "repo/", "a/b/"], ids=["root", "path", "deep"])
@pytest.mark.parametrize("told", [False, True], ids=["no address", "address"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_the_404_page_links_to_the_home_page_wherever_the_site_is_hosted(
    site: Path, addressed: Path, browser: Browser, path: str, told: bool, answer: str
) -> None:
    page = browser.new_page()
    with served(addressed if told else site, path, ANSWERS[answer]) as (root, _):
        for lost, language in (
            ("gone", "en"),
            ("save-load/gone/x/", "en"),
            ("zh/modules/y/", "zh"),
        ):
            response = page.goto(root + lost)
            assert response and response.status == 404
            first = page.locator(".lost section").first
            assert first.get_attribute("lang") == language
            assert first.locator("h1").is_visible()
            home = first.locator("a").evaluate("(a) => a.href")
            assert home == root + ("zh/" if language == "zh" else "")
            sheets = page.evaluate("[...document.styleSheets].map((s) => s.href)")
            assert all(s.startswith(root) for s in sheets if s) and len(sheets) >= 3
            assert (
                page.evaluate("getComputedStyle(document.querySelector('.lost')).maxWidth")
                != "none"
            )
            assert page.evaluate("__md_scope.href") == root
            links = page.locator(".md-tabs__link").evaluate_all("(all) => all.map((a) => a.href)")
            assert links and all(link.startswith(root) for link in links)
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
def test_a_link_bound_to_a_host_is_noticed(tmp_path: Path, link: str) -> None:
    (tmp_path / "index.html").write_text(link, "utf-8")
    assert len(bound(tmp_path)) == 1


def test_addresses_for_crawlers_and_those_of_others_pass(tmp_path: Path) -> None:
    good = f'<link rel="canonical" href="{ADDRESS}"><a href="https://pytorch.org/">'
    (tmp_path / "index.html").write_text(good + '<a href="../there/">', "utf-8")
    assert bound(tmp_path) == []
