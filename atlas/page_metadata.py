"""What a page's head and foot say of it: its card, its data for search engines, with which torch it
was verified, and where to report a problem. Shown by theme/partials/about.html and its neighbours.
"""

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from atlas import cards, snippets
from atlas.config import Site
from atlas.html_data import json_in_html
from atlas.markdown_export import copy_of
from atlas.record import Stamps
from atlas.snippets import ROOT, Snippet
from atlas.texts import texts_of
from atlas.verified import Verified, programs_of, verified

LICENCE = "https://spdx.org/licenses/MIT.html"
SCHEMA = "https://schema.org"
GITEA = ("codeberg", "forgejo", "gitea")  # hosts that work like Gitea
# Where a host takes a report, filled in: by a word in its name.
TEXT = "{page}%0A%0Atorch:%20{torch}%0A%0A"
EDITS = {"github": "edit", "gitlab": "-/edit", **dict.fromkeys(GITEA, "_edit")}
REPORTS = {
    "github": "issues/new?template=wrong.yml&page={page}&torch={torch}",
    "gitlab": f"-/issues/new?issue[title]={{title}}&issue[description]={TEXT}",
    **dict.fromkeys(GITEA, f"issues/new?title={{title}}&body={TEXT}"),
}


@dataclass(frozen=True)
class About:
    """A page. source: its file below docs/<language>. destination: its HTML file, below the root of
    its language. markdown: with its embeds. url: canonical, "" if the site does not know its own.
    above: (title, url) of the sections around it that have a page, the outermost first."""

    source: str
    destination: str
    markdown: str
    title: str
    description: str
    url: str
    is_home: bool
    above: list[tuple[str, str]]


def about(page: About, site: Site, root: Path = ROOT) -> dict[str, Any]:
    """What the templates show."""
    texts, stamps = texts_of(site.language, "page"), Stamps(root / "snippets")
    shown = programs_of(page.markdown, root)
    own = verified(shown, stamps)
    known = own or verified(snippets.read_all(root / "snippets")[0], stamps)
    drawn = cards.titles().get(site.language, {})
    card = cards.of_page(site.language, page.source, page.title, drawn) if site.url else None
    data = [structured(page, site, shown, own)]
    if site.url and not page.is_home:
        data.append(breadcrumbs(page, site))
    return {
        "title": page.title,
        "markdown": posixpath.basename(copy_of(page.destination)),
        "texts": texts,
        "verified": claim(texts, own, known),
        "card": f"{site.url}assets/cards/{card}" if card else "",
        "report": report(page, site, texts["torch"].format(torch=known.torch if known else "?")),
        "data": [json_in_html({"@context": SCHEMA, **entry}) for entry in data],
    }


def claim(texts: dict[str, str], own: Verified | None, known: Verified | None) -> str:
    """What the foot says: of the page, or where that has no program of the whole site."""
    if not known:
        return ""
    kind = ("page" if own else "site") if known.wholly else "partly"
    return texts[kind].format(torch=known.torch)


def edit_uri(repository: str, docs: str) -> str | None:
    """Where in a repository its host edits the pages in a folder; None if we do not know the host.
    MkDocs adds the page's name."""
    host = urlsplit(repository).hostname or ""
    edit = next((edit for word, edit in EDITS.items() if word in host), "")
    return f"{edit}/main/{docs}/" if edit else None


def report(page: About, site: Site, torch: str) -> str:
    """Where to report a problem with a page; of a host that we do not know, the repository."""
    repository = site.repository.rstrip("/")
    host = urlsplit(repository).hostname or ""
    form = next((form for word, form in REPORTS.items() if word in host), "")
    fields = {"page": page.url or page.source, "torch": torch, "title": page.title}
    filled = form.format(**{name: quote(value, "") for name, value in fields.items()})
    return f"{repository}/{filled}" if filled else repository


def thing(kind: str, **properties: object) -> dict[str, Any]:
    """Something in the words of schema.org, without the properties that have no value."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def structured(
    page: About, site: Site, shown: list[Snippet], own: Verified | None
) -> dict[str, Any]:
    """What the page is, made of what it has."""
    torch = own.torch if own and not page.is_home else ""
    category = "DeveloperApplication"
    software = {"name": "PyTorch", "applicationCategory": category, "softwareVersion": torch}
    about = thing("SoftwareApplication", **software)
    common = {"description": page.description, "about": about, "license": LICENCE}
    whole = thing("WebSite", name=site.name, inLanguage=site.language, url=site.url)
    if page.is_home:
        return {**whole, **common}
    return thing(
        "TechArticle",
        name=page.title,
        headline=page.title,
        inLanguage=site.language,
        isPartOf=whole,
        **common,
        url=page.url,
        dependencies=", ".join(needed(shown)),
        # the day since when all of its programs stand as they were run
        mainEntityOfPage=own and own.wholly and thing("WebPage", lastReviewed=own.since),
    )


def needed(shown: list[Snippet]) -> list[str]:
    """What the programs ask for: of each package the newest version that one of them needs."""
    least: dict[str, str] = {}
    for dependency in (d for program in shown for d in program.dependencies):
        name, _, version = dependency.partition(">=")
        least[name] = max(least.get(name, ""), version, key=snippets.release)
    return [f"{name}>={version}" if version else name for name, version in least.items()]


def breadcrumbs(page: About, site: Site) -> dict[str, Any]:
    """The way from the home page."""
    way = [(site.name, site.url), *page.above, (page.title, page.url)]
    steps = enumerate(way, 1)
    items = [thing("ListItem", position=n, name=name, item=url) for n, (name, url) in steps]
    return thing("BreadcrumbList", itemListElement=items)
