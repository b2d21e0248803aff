"""Promise: in a browser, every page logs no error, asks no other host, fits the window, has no
accessibility violation, leads to its translation, and lets its code be copied whole. Search answers
in both languages."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from atlas import pages, roles
from atlas.snippets import ROOT
from measure import page as measure
from measure.browser import Tab, new_tab, set_palette
from measure.search import ask, open_search, rank

pytestmark = pytest.mark.browser

PAGES = pages.by_address()
CODE = [Path(__file__), *(ROOT / "measure").glob("*.py"), ROOT / "atlas/pages.py"]


@pytest.fixture(scope="session")
def assets(site: Path) -> str:
    """Changes with all that a page may load, and when a file comes or goes."""
    found = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        found.update(path.relative_to(site).as_posix().encode())
        if path.suffix in (".css", ".js", ".svg"):
            found.update(path.read_bytes())
    return found.hexdigest()


@pytest.fixture(scope="session")
def coloured(site: Path) -> set[Path]:
    """The pages on which the colours of code are checked."""
    return measure.with_all_tokens(site.rglob("*.html"))


@pytest.fixture(scope="session")
def shared_tab(browser: Browser, server: str) -> Iterator[Tab]:
    """One tab for all pages, as a reader has: it keeps the scripts that it has compiled, which
    saves a second for each page."""
    with new_tab(browser, server) as tab:
        yield tab


@pytest.fixture
def reader(shared_tab: Tab) -> Tab:
    """The shared tab, as if it were new."""
    page = shared_tab.page
    page.goto("about:blank")
    page.set_viewport_size({"width": 1280, "height": measure.SIZES[1280]})
    page.emulate_media(media="null")
    set_palette(page, "light")
    shared_tab.problems.clear()
    return shared_tab


# Each returns one line for each fault.


def wrong_translation(page: Page, site: Path, address: str) -> list[str]:
    """Unless the language switcher leads to the same page in the other language."""
    english = address.removeprefix("zh/")
    language, wanted = ("en", english) if address != english else ("zh", f"zh/{english}")
    link = page.locator(f'.md-select__link[hreflang^="{language}"]').first
    found = link.evaluate("(a) => a.href").removeprefix(page.url.removesuffix(address))
    right = found == wanted and (site / wanted / "index.html").is_file()
    return [] if right else [f"the language switcher leads to {found}"]


def not_copied(page: Page, source: Path) -> list[str]:
    """Python blocks whose button does not copy what the page's Markdown shows. What does not help
    has none."""
    blocks = pages.blocks(pages.Page(source))
    python = [block for block in blocks if block.fence.language == "python"]
    wanted = [b.code.rstrip() for b in python if roles.role_of(b.fence) != "wrong"]
    copied = [code.rstrip() for code in measure.copied_code(page)]
    if len(copied) != len(wanted):
        return [f"{len(wanted)} blocks, but {len(copied)} copy buttons"]
    return [f"copied as {c!r}" for c, w in zip(copied, wanted, strict=True) if c != w]


@pytest.mark.parametrize("address", PAGES, ids=lambda a: a or "home")
def test_page(
    reader: Tab,
    browser: Browser,
    site: Path,
    assets: str,
    coloured: set[Path],
    address: str,
    unchanged: Callable[..., None],
) -> None:
    file, source = site / address / "index.html", PAGES[address]
    thorough = address.removeprefix("zh/") in measure.KINDS
    with_tokens = file in coloured or source.suffix == ".ipynb"  # which have a style of their own
    unchanged(file, source, *CODE, assets, browser.version, str(with_tokens))

    page = reader.page
    page.goto(address)
    found = measure.cut_code(page)
    found += wrong_translation(page, site, address)
    if source.suffix == ".md":
        found += not_copied(page, source)
    found += measure.cut_or_wide(page, measure.WIDTHS if thorough else measure.SIZES)
    if thorough:
        found += measure.moving(page)
    if thorough or page.locator(".tabbed-set").count():
        set_palette(page, "dark")  # but paper is light
        found += measure.lost_on_paper(page)
    english = not address.startswith("zh/")
    if not with_tokens:
        page.evaluate(measure.WITHOUT_TOKENS)
    if english:
        page.evaluate(measure.FIRST_ROWS)
    ways = measure.ENGLISH_WAYS if english else measure.OTHER_WAYS
    found += measure.violations(page, measure.ALL_WAYS if thorough else ways)
    found += reader.problems
    assert not found, "\n".join(found)


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
def test_search_answers(tab: Tab, server: str, start: str, query: str, first: str) -> None:
    """Pasted, which presses no key. All other queries: python -m benchmarks.search."""
    open_search(tab.page, start)
    found = ask(tab.page, query)
    assert rank(found, server + start, (first,)) == 1, found
    assert not tab.problems


# The checks themselves: what a browser meets on a page that is broken on purpose.


def test_problems_are_noticed(tab: Tab) -> None:
    page = tab.page
    page.goto("404.html")
    tab.problems.clear()
    page.route("https://unpkg.com/**", lambda route: route.abort())
    page.set_content(
        '<script>console.error("oh")</script><img src="/gone.png">'
        '<script src="https://unpkg.com/mermaid"></script><input>'
    )
    page.wait_for_load_state("load")
    assert {"oh", "https://unpkg.com/mermaid"} <= set(tab.problems)
    assert any(t.startswith("404 ") for t in tab.problems)
    assert "light: label: " in "\n".join(measure.violations(page))


@pytest.mark.parametrize("palette", measure.PALETTES)
def test_a_token_without_contrast_is_noticed(page: Page, palette: str) -> None:
    ways = {way: rules for way, rules in measure.ENGLISH_WAYS.items() if way[1] == palette}
    page.goto("save-load/state-dict/")
    page.add_style_tag(content=".highlight .kn { color: #777 !important; background: #888 }")
    assert f"{palette}: color-contrast" in "\n".join(measure.violations(page, ways))


def colours_by_language(sheets: Iterable[Path]) -> list[str]:
    """Rules of style sheets that are for one language and say anything of a colour."""
    rules = [
        (sheet, rule)
        for sheet in sheets
        for rule in re.findall(r"[^{}]*:lang\([^{}]*\{[^{}]*\}", sheet.read_text("utf-8"))
    ]
    colour = re.compile(r"color|background|fill|stroke|opacity|border|filter")
    return [f"{s.name}: {r.strip()}" for s, r in rules if colour.search(r.partition("{")[2])]


def test_no_language_has_colours_of_its_own(site: Path, tmp_path: Path) -> None:
    """So that those of English are enough: see measure.OTHER_WAYS."""
    assert not colours_by_language(site.rglob("*.css"))
    wrong = tmp_path / "wrong.css"
    wrong.write_text("@media print { p { color: red } em:lang(zh) { color: red } }", "utf-8")
    assert colours_by_language([wrong]) == ["wrong.css: em:lang(zh) { color: red }"]


def test_a_region_that_only_a_mouse_can_scroll_is_noticed(page: Page) -> None:
    page.goto("save-load/state-dict/")
    page.evaluate("""() => {
        const box = Object.assign(document.createElement("pre"), { style: "overflow: auto" });
        box.append("wide ".repeat(99));
        document.querySelector("article").append(box);
    }""")
    ways = {way: rules for way, rules in measure.ENGLISH_WAYS.items() if way[0] == 390}
    assert "390 px, light: scrollable-region-focusable" in "\n".join(measure.violations(page, ways))


def test_all_tokens_are_on_the_pages_whose_colours_are_checked(tmp_path: Path) -> None:
    for name, tokens in {"a": "kn nn", "b": "kn nn mi", "c": "kn mh", "d": "nn"}.items():
        spans = "".join(f"<span class={token}>x</span>" for token in tokens.split())
        html = f"<div class='language-python highlight'><pre><code>{spans}</code></pre></div>"
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    found = measure.with_all_tokens(tmp_path.iterdir())
    assert found == {tmp_path / "b.html", tmp_path / "c.html"}
    assert set().union(*map(measure.token_classes, found)) == {"kn", "nn", "mi", "mh"}


def test_code_that_is_cut_or_not_copied_is_noticed(page: Page) -> None:
    source = PAGES["save-load/state-dict/"]
    page.goto("save-load/state-dict/")
    assert not not_copied(page, source)
    page.evaluate("document.querySelector('.language-python code').append('#'.repeat(200))")
    assert measure.cut_code(page)
    assert "####" in not_copied(page, source)[0]
    page.evaluate("document.querySelector('.language-python.highlight').remove()")
    assert "copy buttons" in not_copied(page, source)[0]


def test_a_switcher_that_leads_elsewhere_is_noticed(page: Page, site: Path) -> None:
    page.goto("zh/modules/optim/")
    assert not wrong_translation(page, site, "zh/modules/optim/")
    page.evaluate("document.querySelector('.md-select__link').href = '../'")
    assert "zh/modules/" in wrong_translation(page, site, "zh/modules/optim/")[0]
