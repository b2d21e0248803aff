"""Give each SVG picture its size, so that nothing jumps when it comes, and let it load when it is
seen: of a plot's two palettes, a reader fetches the one that is shown."""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

IMAGE = re.compile(r'<img (?![^>]*\bwidth=)([^>]*?\bsrc="([^"]+\.svg)(?:#[\w-]*)?"[^>]*?) ?/?>')
POINTS = re.compile(r"([\d.]+)pt")  # as matplotlib writes lengths


def with_sizes(content: str, folder: str, files: Callable[[str], Path | None]) -> str:
    """A page's HTML with the size of each of our pictures.

    folder: the page's, below the root of its language. files: the file behind an address there."""

    def sized(found: re.Match[str]) -> str:
        file = files(posixpath.normpath(posixpath.join(folder, found[2])))
        if not file:
            return found[0]  # of another host; or the build says that it leads nowhere
        width, height = size(file)
        return f'<img {found[1]} width="{width}" height="{height}" loading="lazy">'

    return IMAGE.sub(sized, content)


def size(file: Path) -> tuple[int, int]:
    """Width and height of an SVG file in CSS pixels, as its first tag gives them; ValueError if it
    gives none."""
    with file.open("rb") as svg:
        _, root = next(ElementTree.iterparse(svg, events=["start"]))
    width, height = (POINTS.fullmatch(root.get(name, "")) for name in ("width", "height"))
    if not width or not height:
        raise ValueError(f"{file}: give its <svg> a width and a height in pt")
    return round(float(width[1]) * 96 / 72), round(float(height[1]) * 96 / 72)
