"""Read a page: its fences, headings, links and embeds, and what a reader sees of its blocks.

This is the only place that knows how Markdown is written; everything else asks it. `blocks` lets
the site's own Markdown decide what is shown, in lists, admonitions and tabs too.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from pymdownx.snippets import SnippetMissingError

from atlas import config
from atlas.config import LANGUAGES
from atlas.snippets import ROOT

OPENING = re.compile(
    r"^(?P<head>(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*)(?P<info>\{[^}\n]*\}|[^\s`][^`]*)?$"
)
EMBED = re.compile(r'^\s*-+8<-+ "(?P<file>[\w/.-]+?)(?::(?P<region>[\w-]+))?"\s*$')
HEADING = re.compile(
    r"^(?P<start>(?:[-*] +)?(?P<marks>#{1,6}) +)(?P<text>.*?)"
    r'(?: *\{ *#(?P<id>[\w-]+)[^}]*\}| *<a id="(?P<anchor>[\w-]+)"></a>)? *$'
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")
# Where a link or a picture leads, whatever stands in its brackets, and its attributes.
TARGET = re.compile(r"(?<=\]\()(?P<target>[^)\s]+)(?P<title>[^)]*)\)(?:\{[^}\n]*\})?")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)


@dataclass(frozen=True)
class Fence:
    """A fenced block as it stands in the file. line, last: of its two fences, counted from 1."""

    line: int
    last: int
    indent: str
    mark: str
    info: str
    body: str

    @property
    def language(self) -> str:
        """ "python" of ```python and of ```{.python title="a.py"}."""
        return re.sub(r"^\{?\s*\.?([\w-]*).*$", r"\1", self.info, flags=re.S)

    @property
    def is_output(self) -> bool:
        return ".output" in self.info

    @property
    def title(self) -> str:
        """The file name of a block that is to be saved and not pasted."""
        found = re.search(r'title="([^"]+)"', self.info)
        return found[1] if found else ""

    @property
    def embed(self) -> tuple[str, str] | None:
        """("save_load/state_dict.py", "save") if the block is one embed and nothing else."""
        found = EMBED.match(self.body)
        return (found["file"], found["region"] or "") if found else None

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Its body, with the numbers of its lines in the file."""
        return list(enumerate(self.body.splitlines(), self.line + 1))


@dataclass(frozen=True)
class Heading:
    """id: as written, also the <a id="…"></a> of a notebook; "" if there is none."""

    line: int
    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Embed:
    """A fence that shows a region ("" for the whole) of a file below snippets/."""

    line: int
    file: str
    region: str

    @property
    def program(self) -> str:
        """ "save_load/state_dict" if the file is a program; "" if it is an output."""
        return self.file.removesuffix(".py") if self.file.endswith(".py") else ""


class Text:
    """A Markdown text. Each part is found once, when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.splitlines()

    @functools.cached_property
    def fences(self) -> list[Fence]:
        """All fenced blocks, without expanding anything."""
        found, n = [], 0
        while n < len(self.lines):
            line = self.lines[n]
            n += 1
            opening = OPENING.match(line) if "```" in line or "~~~" in line else None
            if not opening:
                continue
            first = n
            while n < len(self.lines) and self.lines[n].strip() != opening["fence"]:
                n += 1
            n += 1
            body = "\n".join(self.lines[first : n - 1])
            mark, info = opening["fence"], opening["info"] or ""
            found.append(Fence(first, n, opening["indent"], mark, info.strip(), body))
        return found

    @functools.cached_property
    def prose(self) -> list[tuple[int, str]]:
        """Lines outside of fences and front matter, with their numbers."""
        inside = {n for fence in self.fences for n in range(fence.line, fence.last + 1)}
        front_matter = self.lines and self.lines[0] == "---" and "---" in self.lines[1:]
        start = self.lines.index("---", 1) + 1 if front_matter else 0
        return [(n, s) for n, s in enumerate(self.lines, 1) if n > start and n not in inside]

    @functools.cached_property
    def headings(self) -> list[Heading]:
        found = [(n, HEADING.match(line)) for n, line in self.prose]
        return [
            Heading(n, len(m["marks"]), m["text"], m["id"] or m["anchor"] or "")
            for n, m in found
            if m
        ]

    @functools.cached_property
    def links(self) -> list[tuple[int, str]]:
        """(line, target), pictures left out."""
        return [(n, m["target"]) for n, line in self.prose for m in LINK.finditer(line)]

    @functools.cached_property
    def embeds(self) -> list[Embed]:
        return [Embed(f.line, *f.embed) for f in self.fences if f.embed]

    @property
    def programs(self) -> list[str]:
        """The names of the programs that are shown, each once, in order."""
        return [*dict.fromkeys(embed.program for embed in self.embeds if embed.program)]

    def output_of(self, fence: Fence) -> Fence | None:
        """The output shown for a block; the command that runs a file may stand between."""
        following = (f for f in self.fences if f.line > fence.line)
        after = next((f for f in following if not (fence.title and f.language == "sh")), None)
        return after if after and after.is_output else None


class Page(Text):
    """A page's file, in docs/<language>/."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.read_text("utf-8"))
        self.path = path

    @property
    def folder(self) -> Path:
        """docs/<language>, which the page lies in."""
        return next(p for p in self.path.parents if p.parent.name == "docs")

    @property
    def root(self) -> Path:
        """The project that the page belongs to (tests make up others than our own)."""
        return self.folder.parents[1]

    @property
    def name(self) -> str:
        """ "save-load/state-dict", equal in both languages."""
        return self.path.relative_to(self.folder).with_suffix("").as_posix()

    @property
    def address(self) -> str:
        """Below the site's root: "", "verified/", "zh/", "zh/save-load/state-dict/"."""
        language = "" if self.folder.name == LANGUAGES[0] else f"{self.folder.name}/"
        return language + address_of(self.name)


def address_of(name: str) -> str:
    """The address of a page, below the root of its language."""
    name = "" if name == "index" else name.removesuffix("/index")
    return f"{name}/" if name else ""


def language_and_name(path: Path) -> tuple[str, str]:
    """("en", "save-load/state-dict") of docs/en/save-load/state-dict.md."""
    folder = next(p for p in path.parents if p.parent.name == "docs")
    return folder.name, path.relative_to(folder).with_suffix("").as_posix()


def files(language: str, root: Path = ROOT) -> list[Path]:
    """The files of all pages of one language: Markdown and notebooks."""
    folder = root / "docs" / language
    return sorted([*folder.rglob("*.md"), *folder.rglob("*.ipynb")])


def find(language: str, root: Path = ROOT) -> list[Page]:
    """The Markdown pages of one language."""
    return [Page(path) for path in files(language, root) if path.suffix == ".md"]


def by_address(root: Path = ROOT) -> dict[str, Path]:
    """Every address of both languages, and the file behind it."""
    return {
        ("" if language == LANGUAGES[0] else f"{language}/")
        + address_of(path.relative_to(root / "docs" / language).with_suffix("").as_posix()): path
        for language in LANGUAGES
        for path in files(language, root)
    }


def file_at(address: str, root: Path = ROOT) -> Path | None:
    """The file behind an address, which need not exist: a fragment in it does not count."""
    return by_address(root).get(address.partition("#")[0])


def expanded(text: str, root: Path = ROOT) -> str:
    """Embeds replaced by what the site's own Markdown puts in their place."""
    name = "pymdownx.snippets"
    settings = config.markdown_extensions(root)[name]
    md = markdown.Markdown(extensions=[name], extension_configs={name: settings})
    lines: list[str] = md.preprocessors["snippet"].run(text.split("\n"))
    return "\n".join(lines)


class EmbedError(Exception):
    """A page embeds a file or a region that does not exist: blocks.problems says where."""


@dataclass(frozen=True)
class Block:
    """What a reader pastes (language "python") or compares (an output). code: as shown."""

    fence: Fence
    code: str


def blocks(page: Text, root: Path = ROOT) -> list[Block]:
    """The blocks of a page as the site shows them, in order; EmbedError if one cannot be shown."""
    known = {fence.line: fence for fence in page.fences}
    found: list[Block] = []

    def keep(
        source: str, _language: str, _class: str, options: dict[str, Any], _md: object, **how: Any
    ) -> str:
        line = int({**(how.get("attrs") or {}), **options}["srcline"])
        found.append(Block(known[line], source))
        return "<pre></pre>"

    def accept(_language: str, inputs: dict[str, Any], options: dict[str, Any], *_: object) -> bool:
        options.update(inputs)
        return True

    # Superfences decides what is a fence; it is only told the line that each one stands in.
    wildcard = {"name": "*", "class": "any", "format": keep, "validator": accept}
    settings = config.markdown_extensions(root)
    settings["pymdownx.superfences"] = {"custom_fences": [wildcard]}
    site = markdown.Markdown(extensions=list(settings), extension_configs=settings)
    try:
        site.convert("\n".join(_with_line_numbers(page)))
    except SnippetMissingError as error:
        raise EmbedError(str(error)) from None
    return found


def _with_line_numbers(page: Text) -> Iterator[str]:
    at = {fence.line: fence for fence in page.fences}
    for number, line in enumerate(page.lines, 1):
        if fence := at.get(number):
            info, mark = fence.info, f'srcline="{number}"'
            info = f"{info[:-1]} {mark}}}" if info.endswith("}") else f"{info} {mark}"
            yield f"{fence.indent}{fence.mark}{info}"
        else:
            yield line
