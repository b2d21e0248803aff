"""Promise: the two languages correspond: files, ids, embeds, links; and each is well written
as far as a program can tell (diagrams: see test_diagrams.py, notebooks: test_notebooks.py)."""

import re
from pathlib import Path

import pytest

from tools import pages
from tools.pages import LANGUAGES, Page
from tools.snippets import ROOT

HAN = "\u4e00-\u9fff"
CJK = f"{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…"
ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?) (\w+)")


def unpaired(root: Path = ROOT) -> list[str]:
    """Files of one language that the other lacks."""
    names = {
        language: {
            p.relative_to(root / "docs" / language).as_posix()
            for p in (root / "docs" / language).rglob("*")
            if p.is_file()
        }
        for language in LANGUAGES
    }
    return [
        f"docs/{here}/{name}: has no twin docs/{there}/{name}: a page lands in both languages"
        for here, there in (("en", "zh"), ("zh", "en"))
        for name in sorted(names[here] - names[there])
    ]


def differences(english: Page, chinese: Page) -> list[str]:
    """Where the twins tell different things."""

    def compare(what: str, ours: list[tuple[int, object]], theirs: list[tuple[int, object]]):
        for (line, a), (other, b) in zip(ours, theirs, strict=False):
            if a != b:
                yield f"{chinese.path}:{other}: {what} {b!r}, but {english.path}:{line} has {a!r}"
                return
        if len(ours) != len(theirs):
            counts = f"{len(theirs)} against {len(ours)}"
            yield f"{chinese.path}:1: {what}: {counts} in {english.path}"

    def admonitions(page: Page) -> list[tuple[int, object]]:
        return [(n, m[1]) for n, line in page.prose if (m := ADMONITION.match(line))]

    return [
        *compare(
            "heading",
            [(h.line, f"{'#' * h.level} {h.id}") for h in english.headings],
            [(h.line, f"{'#' * h.level} {h.id}") for h in chinese.headings],
        ),
        *compare(
            "embed",
            [(n, f"{f}:{r}") for n, f, r in english.embeds],
            [(n, f"{f}:{r}") for n, f, r in chinese.embeds],
        ),
        *compare(
            "block",
            [(f.line, f.info) for f in english.fences],
            [(f.line, f.info) for f in chinese.fences],
        ),
        *compare(
            "command",
            [(f.line, f.body) for f in english.fences if f.language == "sh"],
            [(f.line, f.body) for f in chinese.fences if f.language == "sh"],
        ),
        *compare("links", sorted_links(english), sorted_links(chinese)),
        *compare("admonition", admonitions(english), admonitions(chinese)),
    ]


def sorted_links(page: Page) -> list[tuple[int, object]]:
    """Order within a paragraph is grammar; what is linked is not."""
    return sorted(page.links, key=lambda link: link[1])


def heading_faults(page: Page) -> list[str]:
    found, seen = [], set()
    for heading in page.headings:
        where = f"{page.path}:{heading.line}"
        if not heading.id:
            found.append(f"{where}: give the heading an English id: {{ #like-this }}")
        elif heading.id in seen:
            found.append(f"{where}: the id {heading.id!r} is there twice")
        seen.add(heading.id)
    if "\ndescription: " not in page.text[:500]:
        found.append(f"{page.path}:1: begin with a description (front matter): search shows it")
    return found


def typography(page: Page) -> list[str]:
    """Chinese: spaces beside Latin letters and digits, none that a line break sneaks in."""
    found, before = [], ""
    for line, text in page.prose:
        where = f"{page.path}:{line}"
        plain = re.sub(r"\]\([^)]*\)|\{[^}]*\}|<[^>]*>", "]", text)
        if m := re.search(rf"[{HAN}][A-Za-z0-9`]|[A-Za-z0-9`][{HAN}]", re.sub(r"[*_]", "", plain)):
            found.append(f"{where}: a space belongs between Chinese and Latin: {m[0]!r}")
        if m := re.search(rf"[{HAN}] ?[,;:?!](?:\s|$|[{HAN}])", plain):
            found.append(f"{where}: full-width punctuation in Chinese: {m[0]!r}")
        if re.search(rf"[{CJK}]$", before) and re.match(rf"\s*[{CJK}]", text):
            found.append(f"{where}: a line break in a paragraph shows as a space: join the lines")
        before = text.rstrip()
    return found


def test_every_file_is_there_in_both_languages() -> None:
    assert not unpaired(), "\n".join(unpaired())


@pytest.mark.parametrize("english", pages.find("en"), ids=lambda p: p.path.stem)
def test_the_twins_tell_the_same(english: Page) -> None:
    twin = ROOT / "docs/zh" / english.path.relative_to(ROOT / "docs/en")
    if not twin.exists():
        pytest.fail(f"{twin}:1: missing", pytrace=False)
    found = differences(english, Page(twin))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_have_ids_and_pages_descriptions(language: str) -> None:
    found = [fault for page in pages.find(language) for fault in heading_faults(page)]
    assert not found, "\n".join(found)


def test_the_chinese_is_set_as_chinese() -> None:
    found = [fault for page in pages.find("zh") for fault in typography(page)]
    assert not found, "\n".join(found)


def test_the_english_pages_are_english() -> None:
    """But for names in the other script: a switcher, a glossary."""
    found = [
        f"{page.path}:{n}: Chinese in an English page"
        for page in pages.find("en")
        for n, line in page.prose
        if re.search(f"[{HAN}]", line) and "中文" not in line
    ]
    assert not found, "\n".join(found)


# The checks themselves, on twins that are broken on purpose.


def twins(site) -> list[str]:
    return differences(Page(site.root / "docs/en/add.md"), Page(site.root / "docs/zh/add.md"))


def test_good_twins_pass(made_up) -> None:
    page = Page(made_up.root / "docs/zh/add.md")
    assert unpaired(made_up.root) == twins(made_up) == []
    assert heading_faults(page) == typography(page) == []


def test_a_missing_chinese_page_is_seen(made_up) -> None:
    (made_up.root / "docs/zh/add.md").unlink()
    assert "docs/en/add.md: has no twin" in unpaired(made_up.root)[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{ #adding }", "{ #addition }", "zh/add.md:5: heading '# addition'"),
        ('--8<-- "area/add.py:add"', "total = 2.5", "zh/add.md:13: embed 'area/add.out:add'"),
        ("(#adding)", "(#elsewhere)", "zh/add.md:7: links '#elsewhere'"),
        ("```{.text .output}", "```{.text}", "block '{.text}'"),
        ("先看", "!!! note\n    先看", "admonition: 1 against 0"),
    ],
)
def test_twins_that_differ_are_seen(made_up, old: str, new: str, message: str) -> None:
    made_up.edit("docs/zh/add.md", old, new)
    assert any(message in fault for fault in twins(made_up)), twins(made_up)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("先看tensor的结果。", "a space belongs between"),
        ("先看结果, 再看代码。", "full-width punctuation"),
        ("先看结果，\n再看代码。", "join the lines"),
    ],
)
def test_careless_chinese_is_seen(made_up, new: str, message: str) -> None:
    path = made_up.edit("docs/zh/add.md", "先看[求和](#adding)的结果。", new)
    assert message in typography(Page(path))[0]


def test_a_heading_without_id_and_a_page_without_description_are_seen(made_up) -> None:
    path = made_up.edit("docs/en/add.md", " { #adding }", "")
    made_up.edit("docs/en/add.md", "description: Adding.", "title: Adding")
    found = heading_faults(Page(path))
    assert "add.md:5: give the heading" in found[0] and "description" in found[1]
