"""Promise: the drawings are those of their sources, the same on each run, without a colour of their
own; readers get them without a script, and can read them in any font."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from atlas import drawings, links, offline, pages
from atlas.config import LANGUAGES
from atlas.mermaid import read
from atlas.snippets import ROOT
from measure import drawings as measure
from measure.browser import Tab

SOURCE = 'flowchart TB\n%% picture\na["first<br>one"] -->|then| b["second"]\nclick b "#adding"'
BLOCK = f"\n```mermaid\n{SOURCE}\n```\n"


def titled(title: str) -> str:
    return BLOCK.replace("second", title)


@pytest.fixture
def drawn(made_up) -> Callable[..., list[str]]:
    """Writes a page with diagrams of these titles, and drawings of those; what is wrong."""

    def problems(written: tuple[str, ...], recorded: tuple[str, ...]) -> list[str]:
        english = pages.Page(made_up.edit("docs/en/add.md", "```python", BLOCK + "\n```python"))
        text = english.text.replace(BLOCK, "".join(map(titled, written)))
        made_up.write("docs/en/add.md", text)
        for number, title in enumerate(recorded, 1):
            digest = drawings.digest(SOURCE.replace("second", title))
            name = f"drawings/en/add-{number}.svg"
            made_up.write(name, f'<svg data-source="{digest}">{drawings.STYLE}</svg>')
        found = drawings.problems(made_up.root)
        return [line.removeprefix(str(made_up.root)).replace("\\", "/") for line in found]

    return problems


def test_our_drawings_are_those_of_their_sources() -> None:
    assert drawings.problems() == []


@pytest.mark.parametrize(
    ("written", "recorded", "fault"),
    [
        (("a", "b"), ("a", "b"), ""),
        (("a", "b"), ("a",), "/docs/en/add.md:17: is not drawn"),
        (("a", "b"), ("a", "c"), "/docs/en/add.md:17: was changed since it was drawn"),
        (("a",), ("a", "b"), "/drawings/en/add-2.svg:1: no page has this diagram any more"),
    ],
    ids=["as recorded", "missing", "stale", "left over"],
)
def test_a_drawing_that_is_not_of_its_source_is_reported(
    drawn, written: tuple[str, ...], recorded: tuple[str, ...], fault: str
) -> None:
    assert drawn(written, recorded) == ([f"{fault}: python dev.py diagrams"] if fault else [])


def test_other_settings_and_another_mermaid_make_all_drawings_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = drawings.digest(SOURCE)
    for name, value in (("settings", lambda: {"theme": "dark"}), ("MERMAID", tmp_path / "other")):
        (tmp_path / "other").write_text("another")
        drawings.recipe.cache_clear()
        with monkeypatch.context() as changed:
            changed.setattr(drawings, name, value)
            assert drawings.digest(SOURCE) != before
    drawings.recipe.cache_clear()
    assert drawings.digest(SOURCE) == before


def test_no_drawing_has_a_colour_of_its_own() -> None:
    for file in drawings.wanted(ROOT, LANGUAGES):
        text = file.read_text("utf-8").replace(drawings.STYLE, "")
        assert not re.search(r"\s(?:style|fill|stroke|color)=|<style|stop-color", text), file


# In the built site


def test_each_diagram_of_a_page_is_drawn_in_it(site: Path) -> None:
    for address, path in pages.by_address().items():
        if path.suffix != ".md" or not (diagrams := read(page := pages.Page(path))):
            continue
        tree = links.parsed(site / address / "index.html")
        shown = tree.xpath("//*[@class='drawing']")
        assert len(shown) == len(diagrams), address
        for drawing, diagram in zip(shown, diagrams, strict=True):
            clicks = sorted(click.args[1] for click in diagram.all("click"))
            assert sorted(map(str, drawing.xpath(".//a/@href"))) == clicks, page.path
            assert drawing.get("aria-label"), page.path
            described = tree.xpath("//*[@id=$id]", id=drawing.get("aria-describedby"))
            assert [one.tag for one in described] == ["desc"], page.path
        ids = Counter(map(str, tree.xpath("//article//@id")))
        assert ids.most_common(1)[0][1] == 1, page.path
        for end in map(str, tree.xpath("//@marker-end | //@marker-start")):
            assert end.removeprefix("url(#").removesuffix(")") in ids, page.path


def test_mermaid_is_neither_in_the_site_nor_in_the_zip(site: Path) -> None:
    with zipfile.ZipFile(site / offline.NAME) as packed:
        names = [*packed.namelist(), *(p.name for p in site.rglob("*"))]
    assert not [name for name in names if "mermaid" in name]
    asked = re.compile(r'<script[^>]*mermaid|class="mermaid"')
    assert not [p for p in site.rglob("*.html") if asked.search(p.read_text("utf-8"))]


# In a browser


@pytest.fixture(scope="module")
def template(browser: Browser) -> Iterator[Page]:
    """The page that draws."""
    tab = browser.new_page()
    drawings.open_template(tab)
    yield tab
    tab.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_source_gives_the_same_bytes(template: Page, language: str) -> None:
    known = drawings.wanted(ROOT, [language])
    for file in [*known][::4]:
        again = drawings.draw(template, known[file][1].body, language, drawings.number_of(file))
        assert again == file.read_text("utf-8"), f"{file}: draw all again: dev.py diagrams --all"


@pytest.mark.browser
def test_what_is_missing_is_drawn_and_what_is_left_over_goes(
    made_up, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    made_up.edit("docs/en/add.md", "```python", titled("a") + "\n```python")
    left = made_up.write("drawings/zh/gone-1.svg", "<svg/>")
    drawings.record(root=made_up.root, browser=browser)
    assert capsys.readouterr().out.splitlines() == [
        "drew drawings/en/add-1.svg",
        "removed drawings/zh/gone-1.svg",
        "1 diagrams, 1 drawn",
    ]
    file = made_up.root / "drawings/en/add-1.svg"
    assert drawings.problems(made_up.root) == [] and not left.exists()
    text = file.read_text("utf-8")
    for part in ("first", "one", "then", ">a<", 'href="#adding"', 'class="line edge"'):
        assert part in text
    drawings.record(root=made_up.root, browser=browser)
    assert "1 diagrams, 0 drawn" in capsys.readouterr().out
    drawings.record(True, made_up.root, browser)
    assert file.read_text("utf-8") == text


@pytest.mark.browser
def test_what_mermaid_does_not_understand_is_one_line(made_up, browser: Browser) -> None:
    made_up.edit("docs/en/add.md", "```python", titled("a").replace("-->", "-- >") + "\n```python")
    with pytest.raises(SystemExit) as stopped:
        drawings.record(root=made_up.root, browser=browser)
    message = str(stopped.value).replace("\\", "/")
    assert message.startswith("docs/en/add.md:10: Mermaid says: Parse error on line 2")
    assert "\n" not in message


OTHERS = {  # of the kinds of diagram that no page has yet
    "block": 'block-beta\ncolumns 2\na["one"] b["two"]\nblock:c:2\n  d["three"]\nend\na --> b',
    "class": "classDiagram\nclass Base {\n  +int size\n  +step()\n}\nBase <|-- Derived",
    "state": "stateDiagram-v2\n[*] --> Still\nStill --> Moving: go\nMoving --> [*]",
    "timeline": "timeline\ntitle History\n2016 : born\n2018 : 1.0 : stable",
    "sequence": "sequenceDiagram\nautonumber\nactor a as A\nparticipant b as B\n"
    "loop each\n  a->>b: ask\n  b-->>a: answer\nend\nNote over a,b: done",
}


@pytest.mark.browser
@pytest.mark.parametrize("kind", OTHERS)
def test_the_style_sheet_paints_other_kinds_too(tab: Tab, template: Page, kind: str) -> None:
    drawing = drawings.draw(template, OTHERS[kind], "en", 1)
    tab.page.goto("understand/structure/")
    measure.show(tab.page, {kind: drawings.inline(drawing, "A title", "About it", 1)})
    assert measure.unpainted(tab.page) == []
    assert measure.outside(tab.page) == []


@pytest.fixture
def all_drawings(page: Page, request: pytest.FixtureRequest) -> Page:
    """A page of the site with all drawings of a language on it."""
    page.goto("understand/structure/" if request.param == "en" else "zh/understand/structure/")
    shown = {
        file.relative_to(ROOT / "drawings").as_posix(): drawings.inline(
            drawings.recorded(file, fence.body), "A title", "About it", drawings.number_of(file)
        )
        for file, (_, fence) in drawings.wanted(ROOT, [request.param]).items()
    }
    measure.show(page, shown)
    return page


in_both_languages = pytest.mark.parametrize("all_drawings", LANGUAGES, indirect=True)
WIDE, NARROW = '"DejaVu Sans"', '"DejaVu Sans Condensed"'  # hardly a reader's is wider than Verdana
OTHER_HAN = '"Noto Serif CJK SC", "Songti SC", "SimSun"'


@pytest.mark.browser
@in_both_languages
@pytest.mark.parametrize("font", [WIDE, NARROW, OTHER_HAN])
def test_text_stays_in_its_box_in_any_font(all_drawings: Page, font: str) -> None:
    family = f".drawing.drawing.drawing {{ font-family: {font}, sans-serif }}"
    all_drawings.add_style_tag(content=family)
    assert measure.outside(all_drawings) == []
    assert measure.overlapping(all_drawings) == []


@pytest.mark.browser
@in_both_languages
def test_no_arrow_runs_behind_a_box(all_drawings: Page) -> None:
    assert measure.behind(all_drawings) == []


@pytest.mark.browser
@in_both_languages
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_page_gives_each_part_its_colour(all_drawings: Page, palette: str) -> None:
    all_drawings.emulate_media(color_scheme=palette)  # type: ignore[arg-type]
    assert measure.unpainted(all_drawings) == []


# The checks themselves, on drawings that are broken on purpose.

NODE = '<g class="node"><rect class="box" x="{x}" y="0" width="60" height="30"/></g>'
BROKEN = {
    "a label that is wider than its box": (
        '<rect class="box" width="40" height="30"/><text x="5" y="20">a long label</text>',
        measure.outside,
        "leaves its box: a long label",
    ),
    "a label that the drawing cuts": (
        '<text x="270" y="20">a long label</text>',
        measure.outside,
        "leaves its box",
    ),
    "a title on another": (
        '<g><text x="5" y="20">one</text></g><g><text x="9" y="37">two</text></g>',
        measure.overlapping,
        "lie on each other: one / two",
    ),
    "an arrow behind a box": (
        f'<path class="line edge" d="M 62 15 L 195 15"/>{NODE.format(x=0)}{NODE.format(x=100)}'
        + NODE.format(x=200),
        measure.behind,
        "an arrow runs behind a box",
    ),
    "a shape that no rule knows": (
        '<rect class="box" style="fill: #000" width="40" height="30"/>',
        measure.unpainted,
        "has no colour",
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_drawing_is_noticed(tab: Tab, case: str) -> None:
    parts, check, fault = BROKEN[case]
    tab.page.goto("understand/structure/")
    shown = f'<svg class="drawing" width="300" height="60" viewBox="0 0 300 60">{parts}</svg>'
    measure.show(tab.page, {"broken": shown})
    assert [fault in line for line in check(tab.page)] == [True]
