"""Read mkdocs.yml as plain data: the nav, and the Markdown that the site is written in."""

import functools
import importlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from atlas.snippets import ROOT

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


class _Loader(yaml.SafeLoader):
    """YAML with the three tags that MkDocs knows besides. root: the folder of the file."""

    root = ROOT

    def environment(self, node: yaml.Node) -> object:
        assert isinstance(node, yaml.SequenceNode)
        *names, default = self.construct_sequence(node)
        return next((os.environ[name] for name in names if name in os.environ), default)

    def relative(self, node: yaml.Node) -> str:
        assert isinstance(node, yaml.ScalarNode)
        return str(node.value).replace("$config_dir", str(self.root))

    def python_name(self, name: str, node: yaml.Node) -> object:
        module, _, attribute = name.rpartition(".")
        return getattr(importlib.import_module(module), attribute)


_Loader.add_constructor("!ENV", _Loader.environment)
_Loader.add_constructor("!relative", _Loader.relative)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _Loader.python_name)


def read(root: Path = ROOT) -> dict[str, Any]:
    """The settings in a folder's mkdocs.yml: English, and all that both languages share."""
    return _read(root, (root / "mkdocs.yml").stat().st_mtime_ns)


@functools.cache
def _read(root: Path, _changed: int) -> dict[str, Any]:
    loader = type("_LoaderHere", (_Loader,), {"root": root})
    settings: dict[str, Any] = yaml.load((root / "mkdocs.yml").read_text("utf-8"), loader)
    return settings


def markdown_extensions(root: Path = ROOT) -> dict[str, dict[str, Any]]:
    """The site's Markdown: extension -> its settings."""
    return {name: settings or {} for name, settings in read(root)["markdown_extensions"].items()}


def nav_pages(nav: Nav) -> list[str]:
    """The files of a nav in its order, such as "save-load/state-dict.md"."""
    found: list[str] = []
    for item in nav:
        for part in item.values() if isinstance(item, dict) else [item]:
            found += nav_pages(part) if isinstance(part, list) else [part]
    return found
