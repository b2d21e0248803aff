"""Find links that lead nowhere: in the pages' sources, in a built site, in its Markdown copies."""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from atlas import errors, pages
from atlas.config import LANGUAGES
from atlas.pages import Page
from atlas.snippets import ROOT, once_per_change

EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


@dataclass(frozen=True)
class Document:
    """A file with its links and the fragments that lead into it."""

    path: Path
    links: list[str]
    anchors: set[str]


def dead(folder: Path, documents: Iterable[Document]) -> list[str]:
    """Links that lead nowhere inside a folder, one line each."""
    known = {document.path: document for document in documents}
    found = []
    for here in known.values():
        for link in here.links:
            path, _, fragment = link.partition("#")
            if EXTERNAL.match(link):
                continue
            file = here.path
            if path := unquote(path.partition("?")[0]):
                base = folder if path.startswith("/") else here.path.parent
                file = Path(posixpath.normpath(base / path.lstrip("/")))
            file = file / "index.html" if file.is_dir() else file
            where = f"{here.path.relative_to(folder)}: {link}"
            if not file.is_file():
                found.append(f"{where}: there is no {file.relative_to(folder)}")
            elif fragment and file in known and unquote(fragment) not in known[file].anchors:
                found.append(f"{where}: no such heading or anchor")
    return found


# A built site


@once_per_change
def parsed(path: Path) -> lxml.html.HtmlElement:
    """An HTML file as a tree."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(path.read_bytes() or b"<p>", parser=parser)


def html_document(path: Path) -> Document:
    """A page of a built site: all that leads from it, or is loaded by it."""
    tree = parsed(path)
    found = [str(value) for value in tree.xpath("//@href | //@src")]
    return Document(path, found, {str(value) for value in tree.xpath("//@id | //@name")})


def dead_in_html(folder: Path) -> list[str]:
    """Internal addresses of a built site that lead nowhere, or only where it is hosted now."""
    documents = [html_document(path) for path in sorted(folder.rglob("*.html"))]
    return [
        f"{document.path.relative_to(folder)}: {link} works at the root of a host only"
        for document in documents
        for link in document.links
        if re.match(r"/(?!/)", link) and document.path.name != "404.html"
    ] + dead(folder, documents)


def dead_in_markdown(folder: Path, anchors: Callable[[str], set[str]]) -> list[str]:
    """Links of a built site's Markdown that lead to no file, to an HTML page, or to no heading.

    anchors: the fragments by which a viewer of Markdown knows the headings of a text."""
    documents = []
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("llms*.txt")]):
        text = path.read_text("utf-8")
        prose = "\n".join(line for _, line in pages.Text(text).prose)
        targets = [*pages.TARGET.finditer(pages.CODE_SPAN.sub("`code`", prose))]
        targets += pages.CLICK.finditer(text)
        documents.append(Document(path, [m["target"] for m in targets], anchors(text)))
    return dead(folder, documents) + [
        f"{document.path.relative_to(folder)}: {link}: leads out of the Markdown"
        for document in documents
        for link in document.links
        if not EXTERNAL.match(link) and link.partition("#")[0].endswith((".html", "/"))
    ]


# The sources


def dead_in_sources(root: Path = ROOT) -> list[str]:
    """Links between the pages that lead to no file or to no heading, with their lines. Links to
    what the build makes (programs, plots) are for the build to check."""
    found = []
    for language in LANGUAGES:
        files = set(pages.files(language, root))
        known = {page.path: page for page in pages.find(language, root)}
        for page in known.values():
            for line, link in page.links:
                path, _, fragment = link.partition("#")
                if EXTERNAL.match(link) or (path and not path.endswith((".md", ".ipynb"))):
                    continue
                file = Path(posixpath.normpath(page.path.parent / path)) if path else page.path
                where, name = f"{page.path}:{line}: {link}", file.relative_to(root)
                if file not in files:
                    found.append(f"{where}: there is no page {name}")
                elif fragment and file in known and fragment not in anchors(known[file]):
                    found.append(f"{where}: {name} has no heading {{ #{fragment} }}")
    return found


def anchors(page: Page) -> set[str]:
    """Ids of headings, ids in attributes (`{ #id }`), and those of what the build adds."""
    found = {heading.id for heading in page.headings} | {"run-it-yourself"}
    for _, line in page.prose:
        found.update(re.findall(r"\{[^}]*#([\w-]+)", line), re.findall(r'\bid="([^"]+)"', line))
    if errors.PLACE in page.text:  # a section for each page beside it
        found |= {path.stem for path in page.path.parent.glob("*.md")}
    return found


def click_fault(link: str, page: Page, root: Path = ROOT) -> str:
    """What is wrong with a link in a diagram, which names an address as a browser follows it."""
    if urlsplit(link).netloc or link.startswith("/"):
        return f"write {link} relative to this page"
    here = pages.address_of(page.path)
    path, _, fragment = urljoin(f"http://site/{here}", link).partition("#")
    path = path.removeprefix("http://site/")
    if path and not path.endswith("/"):
        return f"{link} must, before the #, end with a slash"
    file = pages.file_at(path, root)
    leaves = link.startswith("../" * (here.count("/") + 1))  # the site
    if leaves or (file and pages.language_and_name(file)[0] != page.language):
        return f"{link} must stay in this language"
    if not file:
        return f"{link} leads to no page"
    if fragment and file.suffix == ".md" and fragment not in anchors(Page(file)):
        return f"{file} has no heading {{ #{fragment} }}"
    return ""
