"""What a page's head and foot say of it: its card, its data for search engines, with which torch it
was verified, and where to report a problem. Shown by theme/partials/about.html and its neighbours.
"""

import posixpath
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from atlas import cards, snippets
from atlas.config import Site
from atlas.markdown_export import Source
from atlas.record import Stamps
from atlas.snippets import ROOT, Snippet
from atlas.texts import json_in_html, texts_of
from atlas.verified import Verified, brief, foot, programs_of, verified

LICENCE = "https://spdx.org/licenses/MIT.html"
SCHEMA = "https://schema.org"
HOSTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("hosts.toml").read_text("utf-8")
)


def about(
    page: Source, above: list[tuple[str, str]], site: Site, root: Path = ROOT
) -> dict[str, Any]:
    """What the templates show. above: (title, url) of the sections around the page that have one
    themselves, the outermost first."""
    texts, stamps = texts_of(site.language, "page"), Stamps(root / "snippets")
    shown = programs_of(page.markdown, root)
    own = verified(shown, stamps)
    every = snippets.read_all(root / "snippets")[0]
    known = own or verified(every, stamps)
    checked = texts_of(site.language, "releases")
    drawn = cards.titles().get(site.language, {})
    card = cards.of_page(site.language, page.name, page.title, drawn) if site.url else None
    data = [structured(page, site, shown, own)]
    if site.url and not page.is_home:
        data.append(breadcrumbs(page, above, site))
    return {
        "title": page.title,
        "markdown": posixpath.basename(page.copy),
        "texts": texts,
        "stamp": brief(checked, stamps, own),
        "verified": foot(checked, stamps, shown if own else every),
        "card": f"{site.url}assets/cards/{card}" if card else "",
        "report": report(page, site, texts["torch"].format(torch=known.torch if known else "?")),
        "data": [json_in_html({"@context": SCHEMA, **entry}) for entry in data],
    }


def host_of(repository: str) -> dict[str, str]:
    """What hosts.toml says of a repository's host; nothing of one that it does not know."""
    name = urlsplit(repository).hostname or ""
    return next((host for word, host in HOSTS.items() if word in name), {})


def edit_uri(repository: str, docs: str) -> str | None:
    """Where in a repository its host edits the pages in a folder; None if we do not know the host.
    MkDocs adds the page's name."""
    edit = host_of(repository).get("edit")
    return f"{edit}/main/{docs}/" if edit else None


def report(page: Source, site: Site, torch: str) -> str:
    """Where to report a problem with a page; of a host that we do not know, the repository."""
    repository = site.repository.rstrip("/")
    form = host_of(repository).get("report", "")
    fields = {"page": page.url or page.name, "torch": torch, "title": page.title}
    filled = form.format(**{name: quote(value, "") for name, value in fields.items()})
    return f"{repository}/{filled}" if filled else repository


def thing(kind: str, **properties: object) -> dict[str, Any]:
    """Something in the words of schema.org, without the properties that have no value."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def structured(
    page: Source, site: Site, shown: list[Snippet], own: Verified | None
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


def breadcrumbs(page: Source, above: list[tuple[str, str]], site: Site) -> dict[str, Any]:
    """The way from the home page."""
    way = [(site.name, site.url), *above, (page.title, page.url)]
    steps = enumerate(way, 1)
    items = [thing("ListItem", position=n, name=name, item=url) for n, (name, url) in steps]
    return thing("BreadcrumbList", itemListElement=items)
