"""Makes the Atom feed of changelog.md, in which each section is an entry: ## 2026-11-25: its title

The page needs nothing more for it, and links to it as feed.xml.
"""

import html
import re
import uuid
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin
from xml.etree import ElementTree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

PAGE, FEED = "changelog.md", "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
SECTION = re.compile(r'<h2 id="(?P<id>[^"]+)">(?P<title>.*?)</h2>(?P<body>.*?)(?=<h2 |\Z)', re.S)
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.S)
DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[:：] *(?P<title>\S.*)")


@dataclass(frozen=True)
class Entry:
    """A section. body: HTML, whose links lead from the page that it stands on."""

    id: str
    day: date
    title: str
    body: str


def on_files(files: Files, config: MkDocsConfig) -> None:
    """It is there before its text is known, so that pages may link to it."""
    files.append(File.generated(config, FEED, content=""))


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    if page.file.src_uri == PAGE:
        files.get_file_from_path(FEED).content_string = feed(entries(content), page, config)


def entries(content: str) -> list[Entry]:
    """The sections of the page, in its order."""
    found = []
    for section in SECTION.finditer(content):
        heading = html.unescape(re.sub(r"<[^>]+>", "", PERMALINK.sub("", section["title"]))).strip()
        dated = DATED.fullmatch(heading)
        try:
            day = date.fromisoformat(dated["date"] if dated else "")
        except ValueError:
            hint = "## 2026-11-25: What has come"
            raise PluginError(f"{PAGE}: begin {heading!r} with a date, like {hint}") from None
        found.append(Entry(section["id"], day, dated["title"], section["body"].strip()))
    return found


def feed(shown: list[Entry], page: Page, config: MkDocsConfig) -> str:
    """Ids are the same wherever the site is hosted. Without an address of its own, links lead from
    the feed's place."""
    here = page.canonical_url or page.url
    language = config.theme["language"]
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})

    def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str):
        element = ElementTree.SubElement(parent, tag, attributes)
        element.text = text or None
        return element

    add(root, "title", f"{config.site_name} · {page.title}")
    add(root, "subtitle", page.meta.get("description", config.site_description))
    add(root, "id", name(language, ""))
    add(root, "updated", moment(max(entry.day for entry in shown)))
    if config.site_url:
        add(root, "link", rel="self", type="application/atom+xml", href=config.site_url + FEED)
    add(root, "link", rel="alternate", type="text/html", href=here)
    add(add(root, "author"), "name", config.site_name)
    for entry in shown:
        element = add(root, "entry")
        add(element, "title", entry.title)
        add(element, "id", name(language, entry.id))
        add(element, "updated", moment(entry.day))
        add(element, "link", rel="alternate", type="text/html", href=f"{here}#{entry.id}")
        add(element, "content", whole_links(entry.body, here), type="html")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def name(language: str, id: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"torch-atlas/{language}/{FEED}#{id}").urn


def moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def whole_links(body: str, here: str) -> str:
    """The page's links and pictures, as they lead from the feed."""
    return re.sub(
        r'\b(href|src)="([^"]*)"',
        lambda m: f'{m[1]}="{html.escape(urljoin(here, html.unescape(m[2])))}"',
        body,
    )
