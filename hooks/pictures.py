"""Gives each picture of ours its size, so that nothing jumps when it comes, and lets it wait until
it is seen: of a plot's two palettes, a reader fetches the one that is shown."""

import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

IMAGE = re.compile(r'<img (?![^>]*\bwidth=)([^>]*?\bsrc="([^"]+\.svg)(?:#[\w-]*)?"[^>]*?) ?/?>')
UNITS = {"": 1, "px": 1, "pt": 96 / 72}


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    def sized(found: re.Match) -> str:
        if urlsplit(found[2]).netloc:
            return found[0]
        folder = posixpath.dirname(page.file.dest_uri)
        file = files.src_uris.get(posixpath.normpath(posixpath.join(folder, found[2])))
        if not file:
            return found[0]  # MkDocs itself says that it leads nowhere
        width, height = size(Path(file.abs_src_path))
        return f'<img {found[1]} width="{width}" height="{height}" loading="lazy">'

    return IMAGE.sub(sized, content)


@cache
def size(file: Path) -> tuple[int, int]:
    """Width and height of an SVG file in CSS pixels, as its first tag gives them."""
    with file.open("rb") as svg:
        _, root = next(ElementTree.iterparse(svg, events=["start"]))
    found = [re.fullmatch(r"([\d.]+)(pt|px|)", root.get(side, "")) for side in ("width", "height")]
    if not all(found):
        raise PluginError(f"{file}: give its <svg> a width and a height in px or pt")
    width, height = (round(float(side[1]) * UNITS[side[2]]) for side in found)
    return width, height
