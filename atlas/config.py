"""Read mkdocs.yml as plain data: the nav, and the Markdown that the site is written in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from atlas.snippets import ROOT, once_per_change

LANGUAGES = ("en", "zh")
Nav = list[Any]  # as in mkdocs.yml: a file, or a title with a file or another list


@dataclass(frozen=True)
class Site:
    """What a build knows of the site in one language. url, repository: "" if it does not."""

    language: str
    name: str
    description: str
    url: str
    repository: str


def read(root: Path = ROOT) -> dict[str, Any]:
    """The settings in a folder's mkdocs.yml: English, and all that both languages share. Those that
    the environment decides (!ENV) are None."""
    return _read(root / "mkdocs.yml")


@once_per_change
def _read(file: Path) -> dict[str, Any]:
    class Loader(yaml.UnsafeLoader):  # like that of MkDocs, which knows two tags more
        pass

    Loader.add_constructor("!ENV", lambda _loader, _node: None)
    Loader.add_constructor(
        "!relative", lambda _loader, node: node.value.replace("$config_dir", str(file.parent))
    )
    settings: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader)
    return settings


def markdown_extensions(root: Path = ROOT) -> dict[str, dict[str, Any]]:
    """The site's Markdown: extension -> its settings."""
    return {name: settings or {} for name, settings in read(root)["markdown_extensions"].items()}


def nav_entries(nav: Nav, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """(titles of the sections around it, file) of each page of a nav, in its order."""
    for item in nav:
        for title, inside in item.items() if isinstance(item, dict) else [("", item)]:
            if isinstance(inside, list):
                yield from nav_entries(inside, (*above, title))
            else:
                yield above, inside


def nav_pages(nav: Nav) -> list[str]:
    """The files of a nav in its order, such as "save-load/state-dict.md"."""
    return [file for _, file in nav_entries(nav)]
