"""Promise: a page is light on its first view, and does not jump while it appears.

One page of each kind, and those that were the heaviest; all pages: python -m benchmarks.weight
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from benchmarks.weight import SHIFT, WATCH, WITH, WITHOUT, Weight, weigh
from tests.test_browser import KINDS
from tools.browser import scrollbars, served
from tools.snippets import ROOT

pytestmark = pytest.mark.browser

PAGES = [*KINDS, "zh/understand/structure/", "zh/errors/", "modules/optim/", "changelog/"]


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Browser]:
    with scrollbars(browser) as desk:
        yield desk


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light_and_still(built, browser: Browser, desk: Browser, address: str) -> None:
    with served(built.folder) as (top, asked):
        found = weigh(browser, desk, built.folder, top, asked, address)
    assert found.troubles == []
    assert found.again < 40, "the rest comes from the browser's cache"


def test_a_page_that_comes_slowly_does_not_jump_aside(built, desk: Browser) -> None:
    context = desk.new_context(viewport={"width": 1350, "height": 940})
    context.add_init_script(WATCH)
    page = context.new_page()

    def later(route: Route) -> None:  # what follows this style sheet is not painted before it came
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/errors.css", later)
    with served(built.folder) as (top, _):
        page.goto(top + "errors/")
        page.wait_for_load_state("networkidle")
        scrollbar = page.evaluate("innerWidth - document.documentElement.clientWidth")
        assert scrollbar > 0, "this browser shows none"
        assert page.evaluate("window.shifts.reduce((a, b) => a + b, 0)") < SHIFT
    context.close()


def test_the_search_index_waits_for_the_first_search(built, browser: Browser) -> None:
    with served(built.folder) as (top, asked):
        page = browser.new_page()
        page.goto(top + "zh/")
        page.wait_for_load_state("networkidle")
        assert not [file for file in asked if "search_index" in file]
        with page.expect_response("**/search_index.json"):
            page.keyboard.press("/")
        assert [file for file in asked if "search_index" in file]
        page.close()


def test_words_to_mark_need_the_index_at_once(built, browser: Browser) -> None:
    with served(built.folder) as (top, asked):
        page = browser.new_page()
        page.goto(top + "save-load/state-dict/?h=eval")
        page.locator("mark").first.wait_for()
        assert [file for file in asked if "search_index" in file]
        page.close()


def test_of_a_plot_one_palette_is_fetched(built, browser: Browser) -> None:
    with served(built.folder) as (top, asked):
        page = browser.new_page(color_scheme="dark")
        page.goto(top + "modules/optim/")
        plot = page.locator("img[src*='#only-dark']").first
        plot.scroll_into_view_if_needed()
        page.wait_for_function("plot => plot.naturalWidth > 0", arg=plot.element_handle())
        page.wait_for_load_state("networkidle")
        plots = [file for file in asked if "/plots/" in file]
        assert plots and all(".dark." in file for file in plots)
        page.close()


# The check itself, on pages that are too heavy, or that jump.


def made_up(tmp_path: Path, browser: Browser, body: str) -> Weight:
    (tmp_path / "index.html").write_text(f"<!doctype html>{body}", "utf-8")
    with served(tmp_path) as (top, asked):
        return weigh(browser, browser, tmp_path, top, asked, "")


def test_a_heavy_page_is_seen(tmp_path: Path, browser: Browser) -> None:
    script = (ROOT / "theme/assets/vendor/mermaid/mermaid.min.js").read_bytes()
    (tmp_path / "heavy.js").write_bytes(script)
    found = made_up(tmp_path, browser, "<script type=x src=heavy.js></script>")
    assert found.troubles == []  # not fetched: no script
    found = made_up(tmp_path, browser, "<link rel=preload as=script href=heavy.js><p>text</p>")
    assert WITHOUT < found.first < WITH
    assert [t for t in found.troubles if "more than 120" in t]


def test_a_jump_is_seen(tmp_path: Path, browser: Browser) -> None:
    later = "setTimeout(() => top1.style.height = '300px', 100)"
    body = f"<div id=top1></div><p style='height: 400px'>text</p><script>{later}</script>"
    found = made_up(tmp_path, browser, body)
    assert min(found.shift.values()) > SHIFT
    assert len([t for t in found.troubles if "CLS" in t]) == len(found.shift)
