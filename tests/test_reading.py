"""Promise: a page can be read at every width, on paper, by keyboard alone, and without motion.

One page of each kind; all pages at all widths and on paper: python -m benchmarks.reading
"""

import pytest
from playwright.sync_api import Page

from benchmarks import reading
from tests.test_browser import AXE, KINDS
from tools import pages
from tools.browser import DRAWN, visit
from tools.mermaid import read
from tools.snippets import ROOT

pytestmark = pytest.mark.browser

BOTH = [prefix + page for page in (*KINDS, "modules/optim/") for prefix in ("", "zh/")]
WITH_TABS = [  # found by the text, so that a new one is printed too
    address
    for address in pages.addresses()
    for file in [ROOT / "docs" / ("" if address.startswith("zh/") else "en") / address]
    for text in [file.with_suffix(".md"), file / "index.md"]
    if text.exists() and "\n=== " in text.read_text("utf-8")
]
PALETTES = ("light", "dark")
# Where the keyboard is, through shadow roots: what it is, and whether it can be seen there.
FOCUS = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const ring = at.matches(".md-option") ? at.nextElementSibling : at;
    const style = getComputedStyle(ring);
    const { width, height, top, bottom } = ring.getBoundingClientRect();
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {
        what: at.getAttribute("aria-label") || at.textContent.trim() || at.title || at.tagName,
        kind: `${at.localName} ${at.getAttribute("class") ?? ""}`,
        ring: drawn || at.matches("input"),  // whose cursor blinks
        colour: style.outlineColor,
        seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight && style.opacity > 0,
    };
}"""


@pytest.fixture
def still(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


def tab_stops(page: Page, most: int = 400) -> list[dict]:
    """What the Tab key comes to, from the top of the page to its end."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["kind"].startswith("body"):
            return found
        found.append(at)
    raise AssertionError(f"more than {most} stops")


@pytest.mark.parametrize("address", BOTH)
def test_nothing_is_cut_at_any_width(still: Page, address: str) -> None:
    visit(still, address)
    assert reading.cut_or_wide(still) == []


@pytest.mark.parametrize("address", sorted({*BOTH, *WITH_TABS}))
def test_paper_has_all_text_and_light_colours(still: Page, address: str) -> None:
    still.emulate_media(color_scheme="dark", reduced_motion="reduce")
    visit(still, address)
    assert reading.lost_on_paper(still) == []


@pytest.mark.parametrize("palette", PALETTES)
def test_the_keyboard_reaches_everything_and_is_seen_there(still: Page, palette: str) -> None:
    still.emulate_media(color_scheme=palette, reduced_motion="reduce")
    visit(still, "save-load/")
    stops = tab_stops(still)
    unseen = [s for s in stops if not (s["ring"] and s["seen"])]
    # The results of the search are a stop of their own, empty before there is a query.
    assert not [s for s in unseen if "md-search__scrollwrap" not in s["kind"]], unseen
    assert "md-skip" in stops[0]["kind"]
    kinds = " ".join(s["kind"] for s in stops)
    wanted = ("md-option", "md-select__link", "md-search__input", "md-code__button")
    wanted += ("summary", "diagram__enlarge", "md-footer__link")
    assert not [one for one in wanted if one not in kinds]
    clicks = [len(d.all("click")) for d in read(ROOT / "docs/en/save-load/index.md")]
    assert sum(s["kind"].strip() == "a" for s in stops) >= sum(clicks) > 0
    before = [s["what"] for s in stops]
    assert len(before) == len(stops)  # each has a name, see FOCUS


def test_a_stop_without_a_ring_is_noticed(still: Page) -> None:
    visit(still, "save-load/")
    still.add_style_tag(content="*:focus-visible { outline: none !important }")
    assert not any(s["ring"] for s in tab_stops(still) if s["kind"].startswith("a md-nav"))


def test_the_skip_link_leads_past_all_bars(still: Page) -> None:
    visit(still, "save-load/state-dict/")
    still.keyboard.press("Tab")
    still.keyboard.press("Enter")
    still.keyboard.press("Tab")
    assert still.evaluate("document.activeElement.closest('article') !== null")


def test_slash_searches_and_escape_returns(still: Page) -> None:
    visit(still, "save-load/state-dict/")
    still.keyboard.press("/")
    still.wait_for_function("document.activeElement.name === 'query'")
    still.keyboard.press("Escape")
    still.wait_for_function("!document.getElementById('__search').checked")


def test_keys_switch_palette_and_language(still: Page) -> None:
    visit(still, "save-load/state-dict/")
    still.locator("#__palette_0").focus()
    scheme = "document.body.dataset.mdColorScheme"
    seen = {still.evaluate(scheme)}
    for _ in range(2):
        still.keyboard.press("ArrowRight")
        still.wait_for_timeout(300)
        seen.add(still.evaluate(scheme))
    assert seen == {"default", "slate"}
    still.locator(".md-select button").focus()
    still.keyboard.press("Tab")
    still.keyboard.press("Tab")
    still.keyboard.press("Enter")
    still.wait_for_url("**/zh/save-load/state-dict/")


def test_enter_copies_code(still: Page) -> None:
    visit(still, "save-load/state-dict/")
    block = still.locator(".language-python.highlight").first
    block.locator("[data-md-type=copy]").focus()
    still.keyboard.press("Enter")
    shown = block.locator("code").inner_text().strip()
    copied = "async (shown) => (await navigator.clipboard.readText()).trim() === shown"
    still.wait_for_function(copied, arg=shown)


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_a_diagram_opens_large_and_escape_closes_it(still: Page, size: tuple[int, int]) -> None:
    still.set_viewport_size({"width": size[0], "height": size[1]})
    visit(still, "understand/structure/")
    small = still.locator("div.mermaid svg").first.bounding_box()["width"]
    button = still.locator(".diagram__enlarge").first
    button.focus()
    still.keyboard.press("Enter")
    dialog = still.get_by_role("dialog", name="Enlarge: All of torch")
    assert dialog.locator("svg").bounding_box()["width"] > 1.4 * small
    assert (
        dialog.locator("svg a").count()
        == still.locator("div.mermaid svg").first.locator("a").count()
    )
    still.keyboard.press("/")  # no search behind it
    assert not still.evaluate("document.getElementById('__search').checked")
    still.add_script_tag(path=str(AXE))
    assert still.evaluate("axe.run('dialog')")["violations"] == []
    still.keyboard.press("Escape")
    assert still.locator("dialog").count() == 0
    assert button.evaluate("(button) => button === document.activeElement")
    assert not still.troubles


def test_a_link_in_a_large_diagram_shows_its_target(still: Page) -> None:
    visit(still, "understand/structure/")
    still.locator(".diagram__enlarge").first.click()
    still.locator("dialog svg a").first.click()
    assert still.locator("dialog").count() == 0
    assert "#" in still.url


def test_a_drawn_diagram_has_a_name_and_says_where_its_words_are(still: Page) -> None:
    visit(still, "zh/understand/structure/")
    drawing = still.locator("div.mermaid svg").first
    title = still.locator("article h2").first.inner_text().removesuffix("¶").strip()
    assert drawing.get_attribute("aria-label") == title
    assert drawing.locator("> desc").text_content() == "图的下方有内容相同的文字说明。"


def test_without_its_script_a_diagram_is_still_there_in_words(still: Page) -> None:
    still.route("**/mermaid.min.js", lambda route: route.abort())
    still.goto("understand/structure/")
    still.locator(".diagram summary").first.click()
    assert still.locator(".diagram__aids a").first.is_visible()
    assert still.evaluate(f"({DRAWN})()") == 0


READERS = {
    "comes near": lambda page: page.locator(".diagram").first.scroll_into_view_if_needed(),
    "moves a mouse": lambda page: page.mouse.move(100, 100),
    "presses a key": lambda page: page.keyboard.press("Shift"),
    "prints": lambda page: page.evaluate("dispatchEvent(new Event('beforeprint'))"),
}


@pytest.mark.parametrize("does", READERS)
def test_a_diagram_far_below_waits_for_its_reader(still: Page, does: str) -> None:
    asked = []
    still.on("request", lambda request: asked.append(request.url))
    still.set_viewport_size({"width": 390, "height": 844})
    still.goto("")  # its diagram is more than a screen away
    still.wait_for_load_state("networkidle")
    assert not [address for address in asked if "mermaid.min" in address]
    READERS[does](still)
    still.wait_for_function(f"({DRAWN})() === 1")
    assert not still.troubles


ANY_ORDER = """
    const Observer = IntersectionObserver;
    window.IntersectionObserver = class extends Observer {
        constructor(act, how) { super((entries, self) => act(ORDER(entries), self), how); }
    };
"""


@pytest.mark.parametrize("order", ["(some) => some", "(some) => some.reverse()"])
def test_a_diagram_waits_while_those_above_it_push_it_away(still: Page, order: str) -> None:
    still.add_init_script(f"const ORDER = {order};{ANY_ORDER}")  # browsers promise none
    still.set_viewport_size({"width": 390, "height": 844})
    still.goto("understand/structure/")
    still.wait_for_function(f"({DRAWN})() > 0")
    still.wait_for_timeout(1000)
    assert still.evaluate(f"({DRAWN})()") == 1
    still.locator("pre.mermaid").scroll_into_view_if_needed()
    still.wait_for_function(f"({DRAWN})() === 2")
    assert not still.troubles


MOVING = """() => {
    const fades = (style) =>
        parseFloat(style.transitionDuration) > 0 && style.transitionProperty !== "none";
    const moves = (style) =>
        fades(style) || style.animationName !== "none" || style.scrollBehavior === "smooth";
    return [...document.querySelectorAll("*")].filter((e) => ["", "::before", "::after"].some(
        (part) => moves(getComputedStyle(e, part || null)))).map((e) => e.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("address", KINDS)
def test_nothing_moves_for_who_asks_for_rest(still: Page, address: str) -> None:
    visit(still, address)
    assert still.evaluate(MOVING) == []


def test_what_moves_is_noticed(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    visit(page, "")
    assert page.evaluate(MOVING)


# The checks for widths and paper, on pages that are broken on purpose.


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<div style='width: 3000px'>wide</div>", "px wider than the window"),
        (
            "<div style='overflow: hidden; width: 99px'><nobr>is cut off at its end</nobr></div>",
            "cut: ",
        ),
        ("<p style='font-size: 9px; max-width: none'>" + "long " * 99 + "</p>", "a line of "),
    ],
)
def test_what_is_cut_is_seen(page: Page, html: str, complaint: str) -> None:
    page.set_content(f"<article>{html}</article>")
    assert complaint in "\n".join(reading.cut_or_wide(page))


def test_what_scrolls_is_not_cut(page: Page) -> None:
    code = "<pre style='overflow: auto'><code>" + "x" * 999 + "</code></pre>"
    page.set_content(f"<article>{code}</article>")
    assert reading.cut_or_wide(page) == []


@pytest.mark.parametrize(
    ("style", "complaint"),
    [
        (".tabbed-block { display: none !important }", "not printed: "),
        (
            "pre > code { white-space: pre !important; overflow: hidden !important }",
            "not printed: ",
        ),
        (".md-code__nav, .md-code__nav button { display: block !important }", "printed: md-code"),
        (":root > body { background: #111 !important }", "dark: "),
        ("img[src$='#only-dark'] { display: inline !important }", "palette: "),
    ],
)
def test_what_is_lost_on_paper_is_seen(still: Page, style: str, complaint: str) -> None:
    address = "modules/optim/" if complaint.startswith("palette") else WITH_TABS[0]
    visit(still, address)
    still.set_viewport_size({"width": 390, "height": 800})
    still.add_style_tag(content=f"@media print {{ {style} }}")
    assert complaint in "\n".join(reading.lost_on_paper(still))
