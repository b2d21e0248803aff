"""Promise: a page can be read at every width, on paper, by keyboard alone, and without motion.

test_browser.py looks at the pages of each kind at all widths, on paper and without motion; here is
what a reader does with them. All pages at all widths and on paper: python -m benchmarks.reading
"""

import pytest
from playwright.sync_api import Browser, Page

from atlas import mermaid, pages
from atlas.snippets import ROOT
from measure import page as measure
from measure.browser import Tab, set_palette

pytestmark = pytest.mark.browser

WITH_TABS = "save-load/devices/"
# Where the keyboard is: what it is, and whether it can be seen there.
FOCUS = """() => {
    const at = document.activeElement;
    const set = at.closest(".tabbed-set");
    const tabs = at.matches(".tabbed-set > input") && set.querySelector(".tabbed-labels");
    const ring = at.matches(".md-option") ? at.nextElementSibling : tabs || at;
    const style = getComputedStyle(ring);
    const { width, height, top, bottom } = ring.getBoundingClientRect();
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return {
        what: at.getAttribute("aria-label") || at.textContent.trim()
            || at.title || at.labels?.[0]?.title || at.labels?.[0]?.textContent.trim(),
        drawn: at.closest(".drawing") !== null,
        kind: `${at.localName} ${at.getAttribute("class") ?? ""}`,
        ring: drawn || at.matches("[name=query]"),  // whose cursor blinks
        colour: style.outlineColor,
        seen: width > 0 && height > 0 && bottom > 0 && top < innerHeight && style.opacity > 0,
    };
}"""


@pytest.fixture
def still(tab: Tab) -> Page:
    """A page whose reader asks for no motion."""
    tab.page.emulate_media(reduced_motion="reduce")
    return tab.page


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


@pytest.mark.parametrize("palette", measure.PALETTES)
def test_the_keyboard_reaches_everything_and_is_seen_there(still: Page, palette: str) -> None:
    set_palette(still, palette)
    still.goto("save-load/")
    stops = tab_stops(still)
    unseen = [s for s in stops if not (s["ring"] and s["seen"])]
    # The results of the search are a stop of their own, empty before there is a query.
    assert not [s for s in unseen if "md-search__scrollwrap" not in s["kind"]], unseen
    assert "md-skip" in stops[0]["kind"]
    kinds = " ".join(s["kind"] for s in stops)
    wanted = ("md-option", "md-select__link", "md-search__input", "md-code__button")
    wanted += ("summary", "diagram__enlarge", "md-footer__link")
    assert not [one for one in wanted if one not in kinds]
    diagrams = mermaid.read(pages.Page(ROOT / "docs/en/save-load/index.md"))
    clicks = [len(diagram.all("click")) for diagram in diagrams]
    assert sum(s["drawn"] for s in stops) == sum(clicks) > 0
    assert all(s["what"] for s in stops), "each has a name"


def test_a_stop_without_a_focus_ring_is_noticed(still: Page) -> None:
    still.goto("save-load/")
    still.add_style_tag(content="*:focus-visible { outline: none !important }")
    assert not any(s["ring"] for s in tab_stops(still) if s["kind"].startswith("a md-nav"))


def test_the_skip_link_leads_past_all_bars(still: Page) -> None:
    still.goto("save-load/state-dict/")
    still.keyboard.press("Tab")
    still.keyboard.press("Enter")
    still.keyboard.press("Tab")
    assert still.evaluate("document.activeElement.closest('article') !== null")


def test_slash_searches_and_escape_returns(still: Page) -> None:
    still.goto("save-load/state-dict/")
    still.keyboard.press("/")
    still.wait_for_function("document.activeElement.name === 'query'")
    still.keyboard.press("Escape")
    still.wait_for_function("!document.getElementById('__search').checked")


def test_keys_switch_palette_and_language(still: Page) -> None:
    still.goto("save-load/state-dict/")
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
    still.goto("save-load/state-dict/")
    block = still.locator(".language-python.highlight").first
    block.locator("[data-md-type=copy]").focus()
    still.keyboard.press("Enter")
    shown = block.locator("code").inner_text().strip()
    copied = "async (shown) => (await navigator.clipboard.readText()).trim() === shown"
    still.wait_for_function(copied, arg=shown)


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_a_diagram_opens_large_and_escape_closes_it(
    tab: Tab, still: Page, size: tuple[int, int]
) -> None:
    still.set_viewport_size({"width": size[0], "height": size[1]})
    still.goto("understand/structure/")
    small = still.locator(".drawing").first.bounding_box()["width"]
    button = still.locator(".diagram__enlarge").first
    button.focus()
    still.keyboard.press("Enter")
    dialog = still.get_by_role("dialog", name="Enlarge: All of torch")
    box, around = dialog.locator("svg").bounding_box(), dialog.bounding_box()
    assert box["width"] >= 0.99 * small
    assert box["x"] >= around["x"] and box["y"] >= around["y"]  # from its begin, in the middle
    assert abs(box["x"] + box["width"] / 2 - around["x"] - around["width"] / 2) < 12
    dialog.get_by_role("button", name="Larger").click()
    assert dialog.locator("svg").bounding_box()["width"] > 1.3 * box["width"]
    links = still.locator(".drawing").first.locator("a").count()
    assert dialog.locator("svg a").count() == links
    still.keyboard.press("/")  # no search behind it
    assert not still.evaluate("document.getElementById('__search').checked")
    still.add_script_tag(path=measure.AXE)
    assert still.evaluate("axe.run('dialog')")["violations"] == []
    still.keyboard.press("Escape")
    assert still.locator("dialog").count() == 0
    assert button.evaluate("(button) => button === document.activeElement")
    assert not tab.problems


def test_a_link_in_a_large_diagram_shows_its_target(still: Page) -> None:
    still.goto("understand/structure/")
    still.locator(".diagram__enlarge").first.click()
    still.locator("dialog svg a").first.click()
    assert still.locator("dialog").count() == 0
    assert "#" in still.url


def test_a_drawn_diagram_has_a_name_and_says_where_its_words_are(still: Page) -> None:
    still.goto("zh/understand/structure/")
    drawing = still.locator(".drawing").first
    title = still.locator("article h2").first.inner_text().removesuffix("¶").strip()
    assert drawing.get_attribute("aria-label") == title
    assert drawing.locator("> desc").text_content() == "图的下方有内容相同的文字说明。"


def test_without_scripts_a_diagram_is_there_and_leads_on(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("understand/architecture/")
    assert not page.locator(".diagram__enlarge").first.is_visible()
    page.locator(".diagram summary").first.click()
    assert page.locator(".diagram__aids a").first.is_visible()
    page.locator(".drawing a", has_text="serialization").click()
    page.wait_for_url("**/understand/structure/#serialization")
    context.close()


def test_a_finger_follows_a_link_in_a_diagram(browser: Browser, server: str) -> None:
    size = {"width": 390, "height": 844}
    context = browser.new_context(base_url=server, has_touch=True, viewport=size)
    page = context.new_page()
    page.goto("zh/understand/architecture/")
    page.locator(".drawing a", has_text="serialization").tap()
    page.wait_for_url("**/zh/understand/structure/#serialization")
    context.close()


def test_the_keyboard_follows_a_link_in_a_diagram(still: Page) -> None:
    still.goto("understand/architecture/")
    link = still.locator(".drawing a", has_text="serialization")
    link.focus()
    assert still.evaluate(FOCUS)["ring"]
    still.keyboard.press("Enter")
    still.wait_for_url("**/understand/structure/#serialization")


def test_motion_is_noticed(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.goto("")
    assert measure.moving(page)


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
def test_what_is_cut_is_noticed(page: Page, html: str, complaint: str) -> None:
    page.set_content(f"<article>{html}</article>")
    assert complaint in "\n".join(measure.cut_or_wide(page))


def test_what_scrolls_is_not_cut(page: Page) -> None:
    code = "<pre style='overflow: auto'><code>" + "x" * 999 + "</code></pre>"
    page.set_content(f"<article>{code}</article>")
    assert measure.cut_or_wide(page) == []


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
def test_what_is_lost_on_paper_is_noticed(still: Page, style: str, complaint: str) -> None:
    still.goto("modules/optim/" if complaint.startswith("palette") else WITH_TABS)
    still.set_viewport_size({"width": 390, "height": 800})
    still.add_style_tag(content=f"@media print {{ {style} }}")
    assert complaint in "\n".join(measure.lost_on_paper(still))
