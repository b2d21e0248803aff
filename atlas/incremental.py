"""While serving: which pages a change touches."""

from collections.abc import Iterable
from pathlib import Path

from atlas import drawings, errors, verified
from atlas.pages import Page
from atlas.snippets import ROOT


def newest(paths: Iterable[Path]) -> float:
    """When one of these files, or of those in these folders, was last changed; 0 if none exists."""
    files = [f for p in paths for f in (p.rglob("*") if p.is_dir() else [p]) if f.is_file()]
    return max((file.stat().st_mtime for file in files), default=0.0)


def changed(pages: dict[Path, Path], root: Path = ROOT) -> list[Path]:
    """The built pages that are older than something they show. pages: source -> built page."""
    # Styles and scripts are files of their own; a plot's size stands in the pages.
    templates = (root / "theme").rglob("*.html")
    every = newest([*templates, root / "theme/assets/plots", *root.glob("mkdocs*.yml")])
    all_sources = newest([root / "docs", root / "snippets"])
    stamps = newest(root / "snippets" / f"{name}.json" for name in ("verified", "releases"))
    found = []
    for source, built in pages.items():
        shown = [source]
        latest = every
        if source.suffix == ".md":
            page = Page(source)
            shown += [root / "snippets" / embed.file for embed in page.embeds]
            numbers = range(1, len(drawings.sources(page)) + 1)
            shown += [drawings.file_of(page, number) for number in numbers]
            latest = max(latest, stamps if page.programs else 0.0)
            if any(mark in page.text for mark in (errors.PLACE, *verified.MARKS)):
                latest = max(latest, all_sources)
        if built.exists() and built.stat().st_mtime < max(latest, newest(shown)):
            found.append(built)
    return found


def title_of(source: Path) -> str:
    """The title of a page that is not built again, as the navigation shows it."""
    headings = Page(source).headings if source.suffix == ".md" else []
    return headings[0].text.replace("`", "") if headings else source.stem
