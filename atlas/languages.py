"""Check that both languages say the same, and that each is written by its own rules."""

import re
from pathlib import Path

from atlas import pages
from atlas.config import LANGUAGES
from atlas.pages import Page
from atlas.snippets import ROOT

HAN = "\u4e00-\u9fff"
CJK = f"{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…"
ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?) (\w+)")
Numbered = list[tuple[int, str]]  # (line, text)


def problems(root: Path = ROOT) -> list[str]:
    """All of the checks below, on all pages."""
    found = untranslated(root)
    for language in LANGUAGES:
        for page in pages.find(language, root):
            found += heading_problems(page)
            found += typography(page) if language == "zh" else chinese_in_english(page)
    for english in pages.find("en", root):
        chinese = root / "docs/zh" / f"{english.name}.md"
        if chinese.exists():
            found += differences(english, Page(chinese))
    return found


def untranslated(root: Path = ROOT) -> list[str]:
    """Files of one language that the other lacks."""
    return [
        f"docs/{here}/{name}:1: add docs/{there}/{name}: a page comes in both languages"
        for here, there in (LANGUAGES, LANGUAGES[::-1])
        for path in sorted((root / "docs" / here).rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
        if (name := path.relative_to(root / "docs" / here).as_posix())
        and not (root / "docs" / there / name).is_file()
    ]


def differences(english: Page, chinese: Page) -> list[str]:
    """Where the two do not correspond."""
    found = []
    theirs = corresponding(chinese)
    for what, ours in corresponding(english).items():
        for (line, a), (other, b) in zip(ours, theirs[what], strict=False):
            if a != b:
                where = f"{english.path}:{line}"
                found.append(f"{chinese.path}:{other}: {what} {b!r}, but {where} has {a!r}")
                break
        else:
            if len(ours) != len(theirs[what]):
                counts = f"{len(theirs[what])} against {len(ours)}"
                found.append(f"{chinese.path}:1: {what}: {counts} in {english.path}")
    return found


def corresponding(page: Page) -> dict[str, Numbered]:
    """What is equal in both languages, by kind."""
    return {
        "heading": [(h.line, f"{'#' * h.level} {h.id}") for h in page.headings],
        "embed": [(e.line, f"{e.file}:{e.region}") for e in page.embeds],
        "block": [(f.line, f.info) for f in page.fences],
        "command": [(f.line, f.body) for f in page.fences if f.language == "sh"],
        # Order within a paragraph is grammar; what is linked is not.
        "links": sorted(page.links, key=lambda link: link[1]),
        "admonition": [(n, m[1]) for n, line in page.prose if (m := ADMONITION.match(line))],
    }


def heading_problems(page: Page) -> list[str]:
    found = []
    ids = [heading.id for heading in page.headings]
    for n, heading in enumerate(page.headings):
        where = f"{page.path}:{heading.line}"
        if not heading.id:
            found.append(f"{where}: give the heading an English id: {{ #like-this }}")
        elif heading.id in ids[:n]:
            found.append(f"{where}: the id {heading.id!r} is there twice: choose another")
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


def chinese_in_english(page: Page) -> list[str]:
    """But for names in the other script: a switcher, a glossary."""
    return [
        f"{page.path}:{n}: Chinese in an English page"
        for n, line in page.prose
        if re.search(f"[{HAN}]", line) and "中文" not in line
    ]
