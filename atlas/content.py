"""Check that pages, notebooks and outputs hold nothing that runs in a reader's browser, or comes
from elsewhere, and that all of it lies in the tree: a contribution is read, and may still hide it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from pymdownx.snippets import SnippetMissingError

from atlas import pages, snippets
from atlas.config import LANGUAGES
from atlas.pages import CODE_SPAN, EMBED, TARGET, Fence, Page, Text
from atlas.snippets import ROOT

FOLDERS = ("docs", "snippets", "theme", "drawings", "plots", "cards", "explorer", "benchmarks")
EMBEDDED = ("snippets", "benchmarks")  # where embeds may come from
TAG = re.compile(r"</?[a-zA-Z][^>]*>?|<[!?][^>]*>?")
# All HTML that a page needs; the comments are places that the build fills.
ALLOWED = re.compile(
    r'</div>|<a id="[\w-]+">|</a>|<div(?: class="[\w -]+")?(?: markdown)?>|<!-- \w+: \w+ -->|<w?br>'
    r"|<https?://[^\s>]+>"
)
SCHEMES = ("", "http", "https", "mailto")
EVENT = re.compile(r"\{[^}\n]*\bon\w+\s*=", re.I)  # in the braces behind a link or a heading
UNSAFE, TRUST = "weights_only=False", re.compile("#.*trust")
CONDITION = "# only for a file that you trust"
ANY_EMBED = re.compile(r"-8<-")
SHOWN = ("text/plain", "image/png", "text/html")  # of a notebook's outputs
PICTURE = re.compile(r"</?(?:div|img)\b[^>]*>")  # what HTML among them may be made of
DATA = re.compile(r"data:image/png;base64,[\w+/=]+")
FOREIGN = re.compile(r"\bon\w+\s*=|javascript:|\bsrc=(?![\"']?DATA)", re.I)


def problems(root: Path = ROOT) -> list[str]:
    """One line per fault. Files that cannot be read as text are named alone."""
    every = (outside, of_pages, of_notebooks, of_programs)
    return unreadable(root) or [fault for check in every for fault in check(root)]


def unreadable(root: Path) -> list[str]:
    """Sources that are not UTF-8, or begin with a byte order mark, which Python would take for
    text."""
    found = []
    sources = [p for name in ("docs", "snippets") for p in sorted((root / name).rglob("*.*"))]
    for path in (p for p in sources if p.suffix in (".md", ".py", ".out", ".ipynb", ".json")):
        content = path.read_bytes()
        if content.startswith(b"\xef\xbb\xbf"):
            found.append(f"{path}:1: begins with a byte order mark: save it as UTF-8 without one")
        try:
            content.decode()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found.append(f"{path}:{line}: is not UTF-8: save it as UTF-8")
    return found


def of_programs(root: Path) -> Iterator[str]:
    """What a reader can paste and lets a file run code, without a word of when to do so."""
    for program in snippets.read_all(root / "snippets")[0]:
        lines = program.source.splitlines()
        for first, last in program.regions.values():
            shown = lines[first - 1 : last]
            if any(UNSAFE in line for line in shown) and not any(map(TRUST.search, shown)):
                yield f"{program.path}:{first}: shows {UNSAFE}: add {CONDITION}"


def outside(root: Path) -> list[str]:
    """Links of the file system that lead out of the project."""
    every = (p for name in FOLDERS for p in sorted((root / name).rglob("*")))
    return [
        f"{path}:1: is a link to a file outside: copy the file, or delete it"
        for path in every
        if path.is_symlink() and not path.resolve().is_relative_to(root.resolve())
    ]


def of_pages(root: Path) -> Iterator[str]:
    for page in (page for language in LANGUAGES for page in pages.find(language, root)):
        yield from front_matter(page)
        yield from (f"{page.path}:{line}: {fault}" for line, fault in of_text(page))
        yield from of_embeds(page)


def front_matter(page: Page) -> Iterator[str]:
    if page.lines[:1] != ["---"] or "---" not in page.lines[1:]:
        return
    try:
        meta = yaml.safe_load("\n".join(page.lines[1 : page.lines.index("---", 1)]))
    except yaml.YAMLError as error:
        yield f"{page.path}:1: the front matter is no YAML: {str(error).splitlines()[0]}"
        return
    if not isinstance(meta, dict):
        yield f"{page.path}:1: the front matter is a {type(meta).__name__}: write `key: value`"


def of_text(text: Text) -> Iterator[tuple[int, str]]:
    """(line, fault) of prose."""
    for number, line in text.prose:
        bare = CODE_SPAN.sub("", line)
        tag = next((tag for tag in TAG.findall(bare) if not ALLOWED.fullmatch(tag)), "")
        if tag:
            yield number, f"HTML by hand, {tag[:40]}: write Markdown"
        if EVENT.search(bare):
            yield number, "an event attribute: pages bring no scripts"
        for found in TARGET.finditer(bare):
            scheme = urlsplit(found["target"]).scheme.lower()
            is_picture = re.search(r"!\[[^\]]*\]\($", bare[: found.start()])
            if scheme not in SCHEMES:
                yield number, f"a link to {scheme}: — link to a page, or by https"
            elif is_picture and scheme:
                yield number, "a picture from elsewhere: put the file into docs/"


def of_embeds(page: Page) -> Iterator[str]:
    for number, line in enumerate(page.lines, 1):
        found = EMBED.match(line)
        if ANY_EMBED.search(line) and not found:
            yield f'{page.path}:{number}: write an embed as --8<-- "area/name.py:region"'
        elif found and not belongs(found["file"], page.root):
            yield f"{page.path}:{number}: {found['file']}: embed from snippets/ or benchmarks/"
    for fence in page.fences:
        longest = longest_run(shown(fence, page.root)) if may_leave(fence, page.root) else 0
        if longest >= len(fence.mark):
            marks = "`" * (longest + 1)
            yield f"{page.path}:{fence.line}: what it shows has such a line too: open it by {marks}"


def may_leave(fence: Fence, root: Path) -> bool:
    """Whether the file that a fence shows a part of has its mark at all: to look is soon done."""
    file = pages.shown_file(fence.embed.file, root) if fence.embed else None
    return bool(file and fence.mark in file.read_text("utf-8"))


def longest_run(text: str) -> int:
    """Of backticks that begin a line."""
    return max((len(run) for run in re.findall(r"^\s*(`+)", text, re.M)), default=0)


def shown(fence: Fence, root: Path) -> str:
    """What a fence shows; "" if that is not there, which is said elsewhere."""
    try:
        return pages.expanded(fence.body, root)
    except SnippetMissingError:
        return ""


def belongs(file: str, root: Path) -> bool:
    """Whether an embed names a file of a folder whose files are shown: of snippets/, from there or
    from the root, or of benchmarks/."""
    path = (pages.shown_file(file, root) or root / file).resolve()
    return any(path.is_relative_to((root / name).resolve()) for name in EMBEDDED)


def of_notebooks(root: Path) -> Iterator[str]:
    for path in (p for language in LANGUAGES for p in pages.files(language, root)):
        if path.suffix != ".ipynb":
            continue
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
        except (ValueError, KeyError, TypeError):
            yield f"{path}:1: is no notebook: write it anew, or take it from history"
            continue
        for number, cell in enumerate(cells, 1):
            if cell["cell_type"] == "markdown":
                yield from (
                    f"{path}:1: cell {number}: {fault}"
                    for _, fault in of_text(Text("".join(cell["source"])))
                )
            kinds = {kind for out in cell.get("outputs", ()) for kind in out.get("data", ())}
            for kind in sorted(kinds - {*SHOWN}):
                yield f"{path}:1: cell {number}: an output of {kind}: show text or a picture"
            for out in cell.get("outputs", ()):
                made = DATA.sub("DATA", "".join(out.get("data", {}).get("text/html", "")))
                if TAG.search(PICTURE.sub("", made)) or FOREIGN.search(made):
                    yield f"{path}:1: cell {number}: HTML that is no picture: show text"
