"""Read a page: its fences, headings, links and embeds, and what a reader sees of its blocks.

This is the only place that knows how Markdown is written; everything else asks it. `blocks` lets
the site's own Markdown decide what is shown, in lists, admonitions and tabs too.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from pymdownx.snippets import SnippetMissingError

from atlas import config
from atlas.config import LANGUAGES
from atlas.snippets import ROOT

OPENING = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>\{[^}\n]*\}|[^\s`][^`]*)?$"
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
# Of a node in a Mermaid diagram.
CLICK = re.compile(r'^(?P<start>\s*click +\S+ +(?:href +)?")(?P<target>[^"]+)(?=")', re.M)
Options = dict[str, Any]  # of a fence: what stands in its braces


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
    def embed(self) -> "Embed | None":
        """What the block shows, if it is one embed and nothing else."""
        found = EMBED.match(self.body)
        if not found:
            return None
        return Embed(self.line, found["file"], found["region"] or "", ".measured" in self.info)

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
    """A fence that shows a region ("" for the whole) of a file below snippets/. waits: it need not
    be there, as it was not measured yet (```{.text .output .measured})."""

    line: int
    file: str
    region: str
    waits: bool = False

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
        found = []
        numbered = iter(enumerate(self.lines, 1))
        for first, line in numbered:
            opening = OPENING.match(line) if "```" in line or "~~~" in line else None
            if opening:
                mark, info = opening["fence"], opening["info"] or ""
                body: list[str] = []
                for _, inside in numbered:
                    if inside.strip() == mark:
                        break
                    body.append(inside)
                last, code = first + len(body) + 1, "\n".join(body)
                found.append(Fence(first, last, opening["indent"], mark, info.strip(), code))
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
        return [
            Heading(n, len(m["marks"]), m["text"], m["id"] or m["anchor"] or "")
            for n, line in self.prose
            if (m := HEADING.match(line))
        ]

    @functools.cached_property
    def links(self) -> list[tuple[int, str]]:
        """(line, target), pictures left out."""
        return [(n, m["target"]) for n, line in self.prose for m in LINK.finditer(line)]

    @functools.cached_property
    def embeds(self) -> list[Embed]:
        return [embed for fence in self.fences if (embed := fence.embed)]

    @property
    def programs(self) -> list[str]:
        """The names of the programs that are shown, each once, in order."""
        return [*dict.fromkeys(embed.program for embed in self.embeds if embed.program)]

    def output_of(self, fence: Fence) -> Fence | None:
        """The output shown for a block; the command that runs a file may stand between."""
        following = (f for f in self.fences if f.line > fence.line)
        after = next((f for f in following if not (fence.title and f.language == "sh")), None)
        return after if after and after.is_output and ".measured" not in after.info else None


class Page(Text):
    """A page's file, in docs/<language>/. name: "save-load/state-dict", equal in both languages.
    root: the project that it belongs to (tests make up others than our own)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.read_text("utf-8"))
        self.path, self.root = path, docs_folder(path).parent
        self.language, self.name = language_and_name(path)


def docs_folder(path: Path) -> Path:
    """The docs/ that a page's file lies in."""
    return next(p.parent for p in path.parents if p.parent.name == "docs")


def language_and_name(path: Path) -> tuple[str, str]:
    """("en", "save-load/state-dict") of docs/en/save-load/state-dict.md."""
    language, *parts = path.relative_to(docs_folder(path)).with_suffix("").parts
    return language, "/".join(parts)


def address_of(path: Path) -> str:
    """Of a page, below the site's root: "", "verified/", "zh/", "zh/save-load/state-dict/"."""
    language, name = language_and_name(path)
    folder = "" if language == LANGUAGES[0] else f"{language}/"
    return re.sub(r"(?:^|(?<=/))index/$", "", f"{folder}{name}/")


def files(language: str, root: Path = ROOT) -> list[Path]:
    """The files of all pages of one language: Markdown and notebooks."""
    folder = root / "docs" / language
    return sorted([*folder.rglob("*.md"), *folder.rglob("*.ipynb")])


def find(language: str, root: Path = ROOT) -> list[Page]:
    """The Markdown pages of one language."""
    return [Page(path) for path in files(language, root) if path.suffix == ".md"]


def by_address(root: Path = ROOT) -> dict[str, Path]:
    """Every address of both languages, and the file behind it."""
    return {address_of(path): path for language in LANGUAGES for path in files(language, root)}


def file_at(address: str, root: Path = ROOT) -> Path | None:
    """The file behind an address, which need not exist: a fragment in it does not count."""
    return by_address(root).get(address.partition("#")[0])


def measured(text: str, root: Path = ROOT) -> str:
    """A page without what was not measured yet, and without the admonition around it: blank lines,
    so that all others keep their numbers."""
    page = Text(text)
    lines = [*page.lines]
    for fence in page.fences:
        if fence.embed and fence.embed.waits and not is_there(fence.embed, root):
            first, last = around(page.lines, fence)
            lines[first - 1 : last] = [""] * (last - first + 1)
    return "\n".join(lines)


def shown_file(file: str, root: Path) -> Path | None:
    """The file that an embed names, below snippets/ or the root; None if there is none."""
    return next((f for f in (root / "snippets" / file, root / file) if f.is_file()), None)


def is_there(embed: Embed, root: Path) -> bool:
    file = root / embed.file
    return file.is_file() and f"[start:{embed.region}]" in file.read_text("utf-8")


def around(lines: list[str], fence: Fence) -> tuple[int, int]:
    """The first and the last line of the block that a fence is indented in, or of itself."""

    def deeper(line: str, indent: str) -> bool:
        return not line.strip() or line.startswith(indent + "    ")

    first, last = fence.line, fence.last
    if fence.indent:
        while deeper(lines[first - 1], fence.indent[4:]):
            first -= 1
        while last < len(lines) and deeper(lines[last], fence.indent[4:]):
            last += 1
    return first, last


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
    lines = list(page.lines)
    for fence in page.fences:
        info, mark = fence.info, f'srcline="{fence.line}"'
        info = f"{info[:-1]} {mark}}}" if info.endswith("}") else f"{info} {mark}"
        lines[fence.line - 1] = f"{fence.indent}{fence.mark}{info}"
    known = {fence.line: fence for fence in page.fences}
    found: list[Block] = []

    def keep(
        source: str, _language: str, _class: str, options: Options, *_: Any, **how: Any
    ) -> str:
        line = int({**(how.get("attrs") or {}), **options}["srcline"])
        found.append(Block(known[line], source))
        return "<pre></pre>"

    def accept(_language: str, inputs: Options, options: Options, *_: object) -> bool:
        options.update(inputs)
        return True

    # Superfences decides what is a fence; it is only told the line that each one stands in.
    wildcard = {"name": "*", "class": "any", "format": keep, "validator": accept}
    settings = config.markdown_extensions(root)
    settings["pymdownx.superfences"] = {"custom_fences": [wildcard]}
    site = markdown.Markdown(extensions=list(settings), extension_configs=settings)
    try:
        site.convert(measured("\n".join(lines), root))
    except SnippetMissingError as error:
        raise EmbedError(str(error)) from None
    return found
