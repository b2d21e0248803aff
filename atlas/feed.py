"""Make the Atom feed of changelog.md, in which each section is an entry: ## 2026-11-25: its title

The page needs nothing more for it, and links to it as feed.xml.
"""

import html
import re
import uuid
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin
from xml.etree import ElementTree

from atlas.config import Site

PAGE, FEED = "changelog.md", "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
SECTION = re.compile(r'<h2 id="(?P<id>[^"]+)">(?P<title>.*?)</h2>(?P<body>.*?)(?=<h2 |\Z)', re.S)
TAG = re.compile(r'<a class="headerlink".*?</a>|<[^>]+>', re.S)


@dataclass(frozen=True)
class Entry:
    """A section. body: HTML, whose links lead from the page that it stands on."""

    id: str
    day: date
    title: str
    body: str


def entries(content: str) -> list[Entry]:
    """The sections of the page, in its order; ValueError for one without a date."""
    found = []
    for section in SECTION.finditer(content):
        heading = html.unescape(TAG.sub("", section["title"])).strip()
        day, _, title = heading.replace("：", ":", 1).partition(":")
        try:
            dated = date.fromisoformat(day if title else "")
        except ValueError:
            hint = "## 2026-11-25: What has come"
            raise ValueError(f"begin {heading!r} with a date, like {hint}") from None
        found.append(Entry(section["id"], dated, title.strip(), section["body"].strip()))
    return found


def feed(shown: list[Entry], site: Site, title: str, description: str, here: str) -> str:
    """The feed of some entries, each with its address on the page. here: where the page is: its
    whole address, or without one its place beside the feed.

    Ids are the same wherever the site is hosted."""
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    add(root, "title", f"{site.name} · {title}")
    add(root, "subtitle", description)
    add(root, "id", urn(site.language, ""))
    add(root, "updated", f"{max(entry.day for entry in shown)}T00:00:00Z")
    if site.url:
        add(root, "link", rel="self", type="application/atom+xml", href=site.url + FEED)
    add(root, "link", rel="alternate", type="text/html", href=here)
    add(add(root, "author"), "name", site.name)
    for entry in shown:
        element = add(root, "entry")
        add(element, "title", entry.title)
        add(element, "id", urn(site.language, entry.id))
        add(element, "updated", f"{entry.day}T00:00:00Z")
        add(element, "link", rel="alternate", type="text/html", href=f"{here}#{entry.id}")
        add(element, "content", whole_links(entry.body, here), type="html")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text
    return element


def urn(language: str, id: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"torch-atlas/{language}/{FEED}#{id}").urn


def whole_links(body: str, here: str) -> str:
    """The page's links and pictures, as they lead from the feed."""

    def whole(found: re.Match[str]) -> str:
        return f'{found[1]}="{html.escape(urljoin(here, html.unescape(found[2])))}"'

    return re.sub(r'\b(href|src)="([^"]*)"', whole, body)
