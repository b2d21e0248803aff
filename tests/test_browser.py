"""Promise: a browser sees the diagrams drawn, Chinese and English search answer, the switcher
stays on the page, code copies whole, no console error, no accessibility violation."""

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Page, TimeoutError

from benchmarks.search import ask, open_search, rank
from tests.conftest import PREFIX
from tools import pages
from tools.browser import DRAWN, visit
from tools.snippets import ROOT

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}
# Violations alone are wanted, which is much quicker. Nearly all of the time goes to the contrast of
# the thousands of coloured words in the code; their colours are the same at both widths, so each
# page is weighed once per palette, and one page of each kind in all four ways.
ALL_RULES = {"resultTypes": ["violations"]}
COLOURS = {**ALL_RULES, "runOnly": ["color-contrast", "link-in-text-block"]}
STRUCTURE = {**ALL_RULES, "rules": {"color-contrast": {"enabled": False}}}
RULES = {
    ("wide", "light"): ALL_RULES,
    ("wide", "dark"): COLOURS,
    ("narrow", "light"): STRUCTURE,
}
KINDS = ("", "save-load/state-dict/", "understand/structure/", "errors/", "notebooks/classifier/")


PAGES = pages.addresses()


@pytest.mark.parametrize("address", PAGES, ids=lambda a: a or "home")
def test_page_is_drawn_quiet_fits_and_is_accessible(page: Page, address: str) -> None:
    visit(page, address)
    found = []
    page.add_script_tag(path=str(AXE))
    thorough = address.removeprefix("zh/") in KINDS
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if overflow > 0:
            found.append(f"{size}: {overflow} px wider than the window")
        for palette in ("light", "dark"):
            rules = ALL_RULES if thorough else RULES.get((size, palette))
            if not rules:
                continue
            page.emulate_media(color_scheme=palette, reduced_motion="reduce")
            page.wait_for_timeout(150)  # colours fade into one another
            for violation in page.evaluate("(o) => axe.run(o)", rules)["violations"]:
                nodes = "; ".join(n["html"][:160] for n in violation["nodes"][:3])
                found.append(f"{size} {palette}: {violation['id']}: {violation['help']}: {nodes}")
    found += page.troubles
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", PAGES, ids=lambda a: a or "home")
def test_the_switcher_stays_on_the_page(page: Page, address: str) -> None:
    page.goto(address, wait_until="domcontentloaded")
    there = "en" if address.startswith("zh/") else "zh"
    twin = address.removeprefix("zh/") if there == "en" else f"zh/{address}"
    link = page.locator(f'.md-select__link[hreflang^="{there}"]').first
    href = page.evaluate("(a) => a.href", link.element_handle())
    assert urlsplit(href).path == f"/{PREFIX}/{twin}"
    assert page.request.get(href).ok


def source(address: str) -> Path:
    """The Markdown file behind an address; there is none for a notebook."""
    language, name = ("zh", address[3:]) if address.startswith("zh/") else ("en", address)
    file = ROOT / "docs" / language / (name.rstrip("/") + ".md")
    return file if file.exists() else file.with_suffix("") / "index.md"


@pytest.mark.parametrize("address", [p for p in PAGES if source(p).exists()])
def test_code_copies_whole(page: Page, address: str) -> None:
    blocks = pages.blocks(source(address).read_text("utf-8"))
    shown = [b.code for b in blocks if b.fence.language == "python"]
    page.goto(address)
    copied = []
    for block in page.locator(".language-python.highlight").all():
        button = block.locator(".md-code__button[data-md-type=copy]")
        button.evaluate("(button) => button.click()")
        page.wait_for_timeout(30)
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert [c.rstrip() for c in copied] == [s.rstrip() for s in shown]


def search(page: Page, start: str, query: str) -> list[str]:
    """Paths that the site's own search offers, best first."""
    open_search(page, start)
    return [urlsplit(link).path for links in ask(page, query) for link in links]


@pytest.mark.parametrize(
    ("start", "query", "first"),
    [
        ("", "state_dict inference", "save-load/state-dict/"),
        ("", "Expected state_dict to be dict-like", "errors/keys/#expected-dict-like"),
        ("", "chekpoint", "save-load/checkpoint/"),
        ("zh/", "状态字典", "save-load/state-dict/"),
        ("zh/", "优化器", "modules/optim/"),
    ],
)
def test_search_answers(page: Page, server: str, start: str, query: str, first: str) -> None:
    """Pasted, which presses no key. All other queries: python -m benchmarks.search."""
    open_search(page, start)
    found = ask(page, query)
    assert rank(found, server + start, (first,)) == 1, found
    assert not page.troubles


# The checks themselves: what a browser meets on a page that is broken on purpose.


def test_trouble_is_noticed(page: Page) -> None:
    page.goto("404.html")
    page.troubles.clear()
    page.route("https://unpkg.com/**", lambda route: route.abort())
    page.set_content(
        '<script>console.error("oh")</script><img src="/gone.png">'
        '<script src="https://unpkg.com/mermaid"></script><input>'
    )
    page.wait_for_load_state("load")
    assert {"oh", "https://unpkg.com/mermaid"} <= set(page.troubles)
    assert any(t.startswith("404 ") for t in page.troubles)
    page.add_script_tag(path=str(AXE))
    assert "label" in {v["id"] for v in page.evaluate("axe.run()")["violations"]}


def test_a_diagram_that_is_not_drawn_is_noticed(page: Page) -> None:
    page.route("**/mermaid.min.js", lambda route: route.abort())
    drawn = next(p for p in PAGES if "structure" in p)
    page.goto(drawn)
    page.wait_for_timeout(1500)
    assert page.evaluate(f"({DRAWN})()") == 0
    assert any("mermaid" in trouble for trouble in page.troubles)


def test_a_search_without_its_index_is_noticed(page: Page) -> None:
    page.route("**/search_index.json", lambda route: route.abort())
    with pytest.raises(TimeoutError):
        open_search(page, "", patience=3_000)
