"""Promise: a page is light on its first view, and does not jump while it appears.

One page of each kind, and those that were the heaviest; all pages: python -m benchmarks.weight
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from atlas import drawings
from measure.browser import scrollbars, served
from measure.page import KINDS, LIMIT, SHIFT, WATCH, Weight, kib, shift_of, weigh

pytestmark = pytest.mark.browser

PAGES = [*KINDS, "zh/understand/structure/", "zh/errors/", "changelog/"]


@pytest.fixture(scope="module")
def desktop(browser: Browser) -> Iterator[Browser]:
    with scrollbars(browser) as desktop:
        yield desktop


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light_and_does_not_jump(
    site: Path, browser: Browser, desktop: Browser, address: str
) -> None:
    with served(site) as (top, asked):
        found = weigh(browser, desktop, site, top, asked, address)
    assert found.problems == []
    assert found.again < 40, "the rest comes from the browser's cache"


def test_a_page_that_comes_slowly_does_not_jump_aside(site: Path, desktop: Browser) -> None:
    context = desktop.new_context(viewport={"width": 1350, "height": 940})
    context.add_init_script(WATCH)
    page = context.new_page()

    def later(route: Route) -> None:  # what follows this style sheet is not painted before it came
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/errors.css", later)
    with served(site) as (top, _):
        page.goto(top + "errors/")
        page.wait_for_load_state("networkidle")
        scrollbar = page.evaluate("innerWidth - document.documentElement.clientWidth")
        assert scrollbar > 0, "this browser shows none"
        assert shift_of(page) < SHIFT
    context.close()


def test_words_to_mark_bring_no_index(site: Path, browser: Browser) -> None:
    with served(site) as (top, asked):
        page = browser.new_page()
        page.goto(top + "save-load/state-dict/?h=eval")
        page.locator("mark").first.wait_for()
        asked_of_search = [file for file in asked if "search" in file]
        assert asked_of_search == ["search/search_index.json"]
        assert kib(site, asked_of_search) < 1
        page.close()


def test_of_a_plot_one_palette_is_fetched(site: Path, browser: Browser) -> None:
    with served(site) as (top, asked):
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


def test_a_heavy_page_is_noticed(tmp_path: Path, browser: Browser) -> None:
    script = drawings.MERMAID.read_bytes()
    (tmp_path / "heavy.js").write_bytes(script)
    found = made_up(tmp_path, browser, "<script type=x src=heavy.js></script>")
    assert found.problems == []  # not fetched: no script
    found = made_up(tmp_path, browser, "<link rel=preload as=script href=heavy.js><p>text</p>")
    assert found.first > LIMIT
    assert [t for t in found.problems if "more than 110" in t]


def test_a_jump_is_noticed(tmp_path: Path, browser: Browser) -> None:
    later = "setTimeout(() => top1.style.height = '300px', 100)"
    body = f"<div id=top1></div><p style='height: 400px'>text</p><script>{later}</script>"
    found = made_up(tmp_path, browser, body)
    assert min(found.shift.values()) > SHIFT
    assert len([t for t in found.problems if "CLS" in t]) == len(found.shift)
