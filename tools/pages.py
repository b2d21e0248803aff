"""Read the pages: what a reader pastes (blocks), and what both languages share (embeds, headings).

`blocks` asks the site's own Markdown, so that what is tested is what is shown: with includes
expanded, in lists, admonitions and tabs too.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import markdown
from mkdocs.config import load_config

from tools.snippets import ROOT

LANGUAGES = ("en", "zh")
OPENING = re.compile(
    r"^(?P<head>[ \t]*(?P<fence>`{3,}|~{3,})[ \t]*)(?P<info>\{[^}\n]*\}|[^\s`].*)?$"
)
EMBED = re.compile(r'^\s*-+8<-+ "(?P<file>[\w/.-]+?)(?::(?P<region>[\w-]+))?"\s*$')
HEADING = re.compile(r"^(?P<marks>#{1,6}) +(?P<text>.*?)(?: +\{ *#(?P<id>[\w-]+)[^}]*\})? *$")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")


@dataclass(frozen=True)
class Fence:
    """A fenced block as it stands in the file. line, last: of its two fences, counted from 1."""

    line: int
    last: int
    info: str
    body: str

    @property
    def language(self) -> str:
        return re.match(r"\{?\s*\.?([\w-]*)", self.info)[1]

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


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Block:
    """What a reader pastes (language "python") or compares (an output). code: as shown."""

    fence: Fence
    code: str


def output_of(fence: Fence, following: list[Fence]) -> Fence | None:
    """The output that a page shows for a block; the command that runs a file may stand between."""
    after = next((f for f in following if not (fence.title and f.language == "sh")), None)
    return after if after and after.is_output else None


@dataclass(frozen=True)
class Page:
    path: Path

    @functools.cached_property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @functools.cached_property
    def fences(self) -> list[Fence]:
        return fences(self.text)

    @functools.cached_property
    def prose(self) -> list[tuple[int, str]]:
        """Lines outside of fences and front matter, with their numbers."""
        lines = self.text.splitlines()
        inside = {n for fence in self.fences for n in range(fence.line, fence.last + 1)}
        start = lines.index("---", 1) + 1 if lines and lines[0] == "---" else 0
        return [(n, s) for n, s in enumerate(lines, 1) if n > start and n not in inside]

    @functools.cached_property
    def headings(self) -> list[Heading]:
        found = [(n, HEADING.match(line)) for n, line in self.prose]
        return [Heading(n, len(m["marks"]), m["text"], m["id"] or "") for n, m in found if m]

    @functools.cached_property
    def links(self) -> list[tuple[int, str]]:
        return [(n, m["target"]) for n, line in self.prose for m in LINK.finditer(line)]

    @property
    def embeds(self) -> list[tuple[int, str, str]]:
        """(line, file, region) of each embed in a fence."""
        return [(f.line, *f.embed) for f in self.fences if f.embed]


def fences(text: str) -> list[Fence]:
    """All fenced blocks of a Markdown text, without expanding anything."""
    found, lines, n = [], text.splitlines(), 0
    while n < len(lines):
        opening = OPENING.match(lines[n])
        n += 1
        if not opening:
            continue
        closing = re.compile(rf"^[ \t]*{re.escape(opening['fence'])}[ \t]*$")
        first = n
        while n < len(lines) and not closing.match(lines[n]):
            n += 1
        n += 1
        found.append(Fence(first, n, opening["info"] or "", "\n".join(lines[first : n - 1])))
    return found


def find(language: str, root: Path = ROOT) -> list[Page]:
    """The Markdown pages of one language."""
    return [Page(p) for p in sorted((root / "docs" / language).rglob("*.md"))]


def addresses(root: Path = ROOT) -> list[str]:
    """Every page of both languages, below the site's root: "", "verified/", "zh/", …"""
    found = []
    for language in LANGUAGES:
        top = root / "docs" / language
        for path in sorted([*top.rglob("*.md"), *top.rglob("*.ipynb")]):
            name = path.relative_to(top).with_suffix("").as_posix()
            name = "" if name == "index" else name.removesuffix("/index") + "/"
            found.append(("" if language == "en" else f"{language}/") + name)
    return found


@functools.cache
def site_markdown(root: Path = ROOT) -> tuple[list[str], dict]:
    config = load_config(str(root / "mkdocs.yml"))
    return list(config.markdown_extensions), {k: dict(v) for k, v in config.mdx_configs.items()}


def blocks(text: str, root: Path = ROOT) -> list[Block]:
    """The blocks of a page as the site shows them, in order."""
    known = {f.line: f for f in fences(text)}
    found: list[Block] = []
    extensions, configs = site_markdown(root)

    def keep(source, language, css_class, options, md, **kwargs):
        line = int({**(kwargs.get("attrs") or {}), **options}["srcline"])
        found.append(Block(known[line], source))
        return "<pre></pre>"

    def accept(language, inputs, options, attrs, md):
        options.update(inputs)
        return True

    # Superfences decides what is a fence; it is only told the line that each one stands in.
    lines = text.splitlines()
    for number, fence in known.items():
        head = OPENING.match(lines[number - 1])["head"]
        mark = f'srcline="{number}"'
        info = f"{fence.info[:-1]} {mark}}}" if fence.info.endswith("}") else f"{fence.info} {mark}"
        lines[number - 1] = head + info
    wildcard = {"name": "*", "class": "any", "format": keep, "validator": accept}
    configs = {**configs, "pymdownx.superfences": {"custom_fences": [wildcard]}}
    markdown.Markdown(extensions=extensions, extension_configs=configs).convert("\n".join(lines))
    return found
