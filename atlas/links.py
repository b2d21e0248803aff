"""Find links that lead nowhere: in the pages' sources, in a built site, in its Markdown copies."""

import functools
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from atlas import errors, pages
from atlas.config import LANGUAGES
from atlas.pages import Page
from atlas.snippets import ROOT

CLICK = re.compile(r'^\s*click +\S+ +(?:href +)?"([^"]+)"', re.M)  # in a Mermaid diagram
EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


@dataclass(frozen=True)
class Document:
    """A file with its links and the fragments that lead into it."""

    path: Path
    links: list[str]
    anchors: set[str]


def dead(folder: Path, documents: Iterable[Document]) -> Iterator[tuple[Document, str, str]]:
    """(document, link, what is wrong) of each link that leads nowhere inside a folder."""
    known = {document.path: document for document in documents}
    for document in known.values():
        for link in document.links:
            if EXTERNAL.match(link):
                continue
            path, _, fragment = link.partition("#")
            file = _file(folder, document.path, unquote(path.partition("?")[0]))
            if not file.is_file():
                yield document, link, f"there is no {file.relative_to(folder)}"
            elif fragment and file in known and unquote(fragment) not in known[file].anchors:
                yield document, link, "no such heading or anchor"


def _file(folder: Path, here: Path, path: str) -> Path:
    if not path:
        return here
    base = folder if path.startswith("/") else here.parent
    file = Path(posixpath.normpath((base / path.lstrip("/")).as_posix()))
    return file / "index.html" if file.is_dir() else file


# A built site


def parsed(path: Path) -> lxml.html.HtmlElement:
    """An HTML file, parsed once in its state."""
    return _parsed(path, path.stat().st_mtime_ns)


@functools.cache
def _parsed(path: Path, _changed: int) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(path.read_bytes() or b"<p>", parser=parser)


def html_document(path: Path) -> Document:
    """A page of a built site: all that leads from it, or is loaded by it."""
    tree = parsed(path)
    found = [str(value) for value in tree.xpath("//@href | //@src")]
    for diagram in tree.xpath("//pre[contains(@class, 'mermaid')]"):
        found += CLICK.findall(diagram.text_content())
    return Document(path, found, {str(value) for value in tree.xpath("//@id | //@name")})


def dead_in_html(folder: Path) -> list[str]:
    """Internal addresses of a built site that lead nowhere, or only where it is hosted now."""
    documents = [html_document(path) for path in sorted(folder.rglob("*.html"))]
    found = [
        f"{d.path.relative_to(folder)}: {link} works at the root of a host only"
        for d in documents
        for link in d.links
        if re.match(r"/(?!/)", link) and d.path.name != "404.html"
    ]
    return found + [
        f"{d.path.relative_to(folder)}: {a}: {why}" for d, a, why in dead(folder, documents)
    ]


# The Markdown copies of a built site


def markdown_document(path: Path, anchors: Callable[[str], set[str]]) -> Document:
    text = path.read_text("utf-8")
    prose = "\n".join(line for _, line in pages.Text(text).prose)
    prose = pages.CODE_SPAN.sub("`code`", prose)
    found = [m["target"] for m in pages.TARGET.finditer(prose)] + CLICK.findall(text)
    return Document(path, found, anchors(text))


def dead_in_markdown(folder: Path, anchors: Callable[[str], set[str]]) -> list[str]:
    """Links of the site's Markdown that lead to no file, to an HTML page, or to no heading.

    anchors: the fragments by which a viewer of Markdown knows the headings of a text."""
    files = sorted([*folder.rglob("*.md"), *folder.rglob("llms*.txt")])
    documents = [markdown_document(path, anchors) for path in files]
    found = [f"{d.path.relative_to(folder)}: {a}: {why}" for d, a, why in dead(folder, documents)]
    return found + [
        f"{d.path.relative_to(folder)}: {link}: leads out of the Markdown"
        for d in documents
        for link in d.links
        if not EXTERNAL.match(link) and link.partition("#")[0].endswith((".html", "/"))
    ]


# The sources


def dead_in_sources(root: Path = ROOT) -> list[str]:
    """Links between the pages that lead to no file or to no heading, with their lines. Links to
    what the build makes (programs, plots) are for the build to check."""
    found = []
    for language in LANGUAGES:
        files = pages.files(language, root)
        known = {p: Page(p) for p in files if p.suffix == ".md"}
        for page in known.values():
            for line, link in page.links:
                path, _, fragment = link.partition("#")
                if EXTERNAL.match(link) or (path and not path.endswith((".md", ".ipynb"))):
                    continue
                file = Path(posixpath.normpath(page.path.parent / path)) if path else page.path
                where = f"{page.path}:{line}: {link}"
                if file not in files:
                    found.append(f"{where}: there is no page {file.relative_to(root)}")
                elif fragment and file in known and fragment not in anchors(known[file]):
                    found.append(
                        f"{where}: {file.relative_to(root)} has no heading {{ #{fragment} }}"
                    )
    return found


def anchors(page: Page) -> set[str]:
    """Ids of headings, ids in attributes (`{ #id }`), and those of what the build adds."""
    named = {name for _, line in page.prose for name in re.findall(r"\{[^}]*#([\w-]+)", line)}
    html = {name for _, line in page.prose for name in re.findall(r'\bid="([^"]+)"', line)}
    found = {h.id for h in page.headings} | named | html | {"run-it-yourself"}
    if errors.PLACE in page.text:  # a section for each page beside it
        found |= {path.stem for path in page.path.parent.glob("*.md")}
    return found


def click_fault(link: str, page: Page, root: Path = ROOT) -> str:
    """What is wrong with a link in a diagram, which names an address as a browser follows it."""
    if urlsplit(link).netloc or link.startswith("/"):
        return f"write {link} relative to this page"
    site = "http://site/"
    path, _, fragment = urljoin(site + page.address, link).partition("#")
    path = path.removeprefix(site)
    language = "" if page.folder.name == LANGUAGES[0] else f"{page.folder.name}/"
    others = tuple(f"{name}/" for name in LANGUAGES[1:])
    stays = path.startswith(language) if language else not path.startswith(others)
    if not stays or link.startswith("../" * (page.address.removeprefix(language).count("/") + 1)):
        return f"{link} must stay in this language"
    if path and not path.endswith("/"):
        return f"{link} must, before the #, end with a slash"
    file = pages.file_at(path, root)
    if not file:
        return f"{link} leads to no page"
    if fragment and file.suffix == ".md" and fragment not in anchors(Page(file)):
        return f"{file} has no heading {{ #{fragment} }}"
    return ""
