"""Promise: the site asks no other host (in a running browser: test_browser.py)."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

LOADS = {  # what a browser fetches without being asked
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "form": ("action",),
}
NAMES_ONLY = {"canonical", "alternate", "prev", "next", "license"}  # link relations, not fetched
FOREIGN = re.compile(r"^\s*(?:https?:)?//", re.I)
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""", re.I)
IN_SCRIPT = re.compile(r"""(?:import|fetch)\s*\(?\s*["'](https?://[^"']+)""")


def foreign_requests(folder: Path) -> list[str]:
    """Everything in a built site that makes a browser ask another host."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for tag in soup.find_all(list(LOADS)):
            if tag.name == "link" and NAMES_ONLY & set(tag.get("rel", [])):
                continue
            for attribute in LOADS[tag.name]:
                if FOREIGN.match(tag.get(attribute, "")):
                    found.append(f"{path}: <{tag.name} {attribute}={tag[attribute]!r}>")
        inline = " ".join(s.get_text() for s in soup.find_all("script") if not s.get("src"))
        styles = " ".join(s.get_text() for s in soup.find_all("style"))
        styles += " ".join(t["style"] for t in soup.find_all(style=True))
        found += [f"{path}: script: {u}" for u in IN_SCRIPT.findall(inline)]
        found += [f"{path}: style: {u}" for u in IN_STYLE.findall(styles)]
    for path in sorted(folder.rglob("*.css")):
        found += [f"{path}: {u}" for u in IN_STYLE.findall(path.read_text("utf-8"))]
    return found


def test_no_page_asks_another_host(built) -> None:
    assert not foreign_requests(built.folder)


# The check itself, on pages that are broken on purpose.


def page(folder: Path, text: str) -> list[str]:
    (folder / "index.html").write_text(text, "utf-8")
    return foreign_requests(folder)


def test_own_files_and_plain_links_pass(tmp_path: Path) -> None:
    text = '<script src="a.js"></script><a href="https://pytorch.org">x</a>'
    assert page(tmp_path, text + '<link rel="canonical" href="https://example.org/">') == []


def test_an_unpkg_script_tag_is_seen(tmp_path: Path) -> None:
    text = '<script src="https://unpkg.com/mermaid@11/dist/mermaid.min.js"></script>'
    assert "unpkg.com" in page(tmp_path, text)[0]


def test_an_import_from_another_host_is_seen(tmp_path: Path) -> None:
    text = '<script type="module">import("https://cdn.example/x.mjs")</script>'
    assert "cdn.example" in page(tmp_path, text)[0]


def test_a_font_from_another_host_is_seen(tmp_path: Path) -> None:
    link = '<link rel="stylesheet" href="//fonts.example/css">'
    assert len(page(tmp_path, link + '<style>@import "//f.example/x"</style>')) == 2
    (tmp_path / "a.css").write_text('src: url("https://fonts.example/a.woff2")', "utf-8")
    assert len(foreign_requests(tmp_path)) == 3
