"""Promise: a page needs nothing that a browser may refuse, or that may not arrive: storage,
scripts, any one asset, code from elsewhere. Each is taken away here, in a real browser.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route, expect

from atlas.snippets import ROOT

pytestmark = pytest.mark.browser

# What README.md advises hosts to send. The page that opens a file runs MicroPython.
POLICY = re.search(r"Content-Security-Policy: ([^`\n]+)", (ROOT / "README.md").read_text("utf-8"))
WITH_A_DRAWING = "save-load/"
TEXT = 5000  # letters, at least, on that page


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=server)
    yield made
    made.close()


def told(page: Page) -> list[str]:
    """What goes wrong on a page from now on, in its own words."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    return found


def in_a_sandbox(page: Page, server: str, address: str) -> Frame:
    """The page in a frame that may run scripts and nothing else: it has no storage."""
    page.goto("404.html")
    page.set_content(f'<iframe sandbox="allow-scripts" width="1200" src="{server}{address}">')
    frame = page.frames[1]
    frame.wait_for_load_state("load")
    return frame


@pytest.mark.parametrize("address", ["save-load/", "zh/errors/", "open-a-file/"])
def test_without_storage_all_but_memory_works(
    context: BrowserContext, server: str, address: str
) -> None:
    page = context.new_page()
    errors = told(page)
    frame = in_a_sandbox(page, server, address)
    assert frame.evaluate("!(localStorage instanceof Storage)"), "the browser refuses it"
    errors.clear()  # of the page around it
    frame.evaluate("document.getElementById('__search').click()")
    frame.locator("input[name=query]").fill("state_dict")
    expect(frame.locator(".md-search-result__item").first).to_be_visible(timeout=30_000)
    frame.evaluate("document.getElementById('__search').click()")
    before = frame.evaluate("document.body.dataset.mdColorScheme")
    frame.locator("#__palette_0").evaluate("(input) => input.nextElementSibling.click()")
    frame.locator("#__palette_1").evaluate("(input) => input.nextElementSibling.click()")
    assert frame.evaluate("document.body.dataset.mdColorScheme") != before
    assert errors == []


def test_without_scripts_there_is_text_and_no_empty_box(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(WITH_A_DRAWING)
    expect(page.locator(".drawing").first).to_be_visible()
    expect(page.locator(".md-search")).to_be_hidden()
    page.goto("errors/")
    expect(page.locator(".paste-error")).to_be_hidden()
    expect(page.locator(".errors").first).to_be_visible()
    context.close()


def test_any_one_asset_may_be_missing(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(WITH_A_DRAWING, wait_until="networkidle")
    context.close()
    assets = sorted({url for url in asked if not url.endswith("/")})
    assert len(assets) > 6
    for asset in assets:
        context = browser.new_context(base_url=server)
        page = context.new_page()
        errors = told(page)
        page.route(asset, lambda route: route.abort())
        page.goto(WITH_A_DRAWING, wait_until="networkidle")
        assert len(page.inner_text("article")) > TEXT, asset
        expect(page.locator(".drawing").first).to_be_visible()
        expect(page.get_by_text("Initializing search")).to_be_hidden()
        assert not [e for e in errors if "Failed to load resource" not in e], asset
        context.close()


def test_an_error_is_answered_once_the_list_can_be_loaded(context: BrowserContext) -> None:
    page = context.new_page()
    page.route("**/errors/data.js", lambda route: route.abort())
    page.goto("errors/")
    page.fill("#paste-error", "RuntimeError: mat1 and mat2 shapes cannot be multiplied")
    page.click(".paste-error button")
    answer = page.locator(".paste-error__answer")
    expect(answer).to_have_text("The list of errors could not be loaded. Try again, or look below.")
    page.unroute("**/errors/data.js")
    page.click(".paste-error button")
    expect(answer.locator("[data-error=mat1-mat2]")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["", "zh/save-load/", "errors/", "verified/", "notebooks/classifier/", "open-a-file/"],
)
def test_a_host_may_send_the_policy_of_the_readme(context: BrowserContext, address: str) -> None:
    assert POLICY, "README.md names the header"
    policy = POLICY[1]

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    context.route(re.compile("^http"), with_policy)
    page = context.new_page()
    errors = told(page)
    page.goto(address, wait_until="networkidle")
    if address == "open-a-file/":
        page.click('[data-sample="state_dict.pt"]')
        expect(page.locator(".open-file__answer h3").first).to_be_visible(timeout=60_000)
    assert errors == []


def test_the_policy_forbids_what_it_should(context: BrowserContext) -> None:
    assert POLICY
    page = context.new_page()
    errors = told(page)
    headers = {"content-security-policy": POLICY[1], "content-type": "text/html"}
    page.route("**/made-up/", lambda route: route.fulfill(body=HOSTILE, headers=headers))
    page.goto("made-up/", wait_until="networkidle")
    assert len([e for e in errors if "Content Security Policy" in e]) >= 3, errors


HOSTILE = """<script src="https://elsewhere.example/a.js"></script>
<iframe src="https://elsewhere.example/"></iframe><img src="https://elsewhere.example/a.png">"""
