"""Promise: the build is strict, every internal link, anchor and click target exists, and no page
asks another host (in a running browser: test_browser.py)."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from atlas import snippets
from atlas.links import dead_in_html, parsed

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
FOREIGN = re.compile(r"\s*(?:https?:)?//", re.I)
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""", re.I)
IN_SCRIPT = re.compile(r"""(?:import|fetch)\s*\(?\s*["'](https?://[^"']+)""")


def foreign_requests(folder: Path) -> list[str]:
    """Everything in a built site that makes a browser ask another host."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        tree = parsed(path)
        for tag in tree.iter(*LOADS):
            if tag.tag == "link" and NAMES_ONLY & set(tag.get("rel", "").split()):
                continue
            for attribute in LOADS[tag.tag]:
                if FOREIGN.match(tag.get(attribute, "")):
                    found.append(f"{path}: <{tag.tag} {attribute}={tag.get(attribute)!r}>")
        scripts = " ".join(tree.xpath("//script[not(@src)]/text()"))
        styles = " ".join(tree.xpath("//style/text() | //@style"))
        found += [f"{path}: script: {u}" for u in IN_SCRIPT.findall(scripts)]
        found += [f"{path}: style: {u}" for u in IN_STYLE.findall(styles)]
    for path in sorted(folder.rglob("*.css")):
        found += [f"{path}: {u}" for u in IN_STYLE.findall(path.read_text("utf-8"))]
    return found


def test_the_build_is_strict_and_without_a_warning(built: Any) -> None:
    assert built.code == 0, built.log
    warned = [line for line in built.log.splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert not warned, "\n".join(warned)


@pytest.mark.parametrize("check", [dead_in_html, foreign_requests])
def test_no_link_is_dead_and_no_other_host_is_asked(site: Path, check: Any) -> None:
    found = check(site)
    assert not found, "\n".join(found)


def test_nothing_is_left_to_fill_in(site: Path) -> None:
    left = re.compile("<!-- (?:errors|offline|verified):")
    assert not [p for p in site.rglob("*.html") if left.search(p.read_text("utf-8"))]


def test_each_language_has_its_own_search_index(site: Path) -> None:
    for folder, word in ((site, "state_dict"), (site / "zh", "状态")):
        text = (folder / "search/index.js").read_text("utf-8")
        index = json.loads(text.partition("=")[2])
        assert word in index["words"].split()
        assert not any(location.startswith("zh/") for location, *_ in index["sections"])
        assert len(gzip.compress(text.encode())) < 150 * 1024


def test_every_program_can_be_downloaded_as_it_was_run(site: Path) -> None:
    for path in snippets.find():
        name = path.relative_to(snippets.SNIPPETS)
        assert (site / "snippets" / name).read_bytes() == path.read_bytes()


# The checks themselves, on small sites that are broken on purpose.


def made_up(folder: Path, body: str) -> Path:
    (folder / "there").mkdir()
    (folder / "index.html").write_text(f"<h1 id=top>Home</h1>{body}", "utf-8")
    (folder / "there/index.html").write_text('<h2 id=part></h2><a href="../#top">up</a>', "utf-8")
    return folder


@pytest.mark.parametrize(
    "body",
    [
        '<a href="there/#part">a</a><a href="#top">b</a><a href="https://pytorch.org/x">c</a>',
        '<script src="a.js"></script><link rel="canonical" href="https://example.org/">',
    ],
)
def test_good_links_and_own_files_pass(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.js").touch()
    assert dead_in_html(made_up(tmp_path, body)) == []
    assert foreign_requests(tmp_path) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="gone/">x</a>', "there is no gone"),
        ('<a href="there/#changed">x</a>', "no such heading"),
        (
            '<svg><a href="there/#no"><text>in a drawing</text></a></svg>',
            "there/#no: no such heading",
        ),
        ('<a href="/there/">x</a>', "root of a host only"),
    ],
)
def test_a_dead_link_is_noticed(tmp_path: Path, body: str, fault: str) -> None:
    assert fault in dead_in_html(made_up(tmp_path, body))[0]


@pytest.mark.parametrize(
    ("body", "host"),
    [
        ('<script src="https://unpkg.com/mermaid.min.js"></script>', "unpkg.com"),
        ('<script type="module">import("https://cdn.example/x.mjs")</script>', "cdn.example"),
        ('<link rel="stylesheet" href="//fonts.example/css">', "fonts.example"),
        ('<style>@import "//f.example/x"</style>', "f.example"),
        ('<p style="background: url(//img.example/x.png)">x</p>', "img.example"),
    ],
)
def test_another_host_is_noticed(tmp_path: Path, body: str, host: str) -> None:
    found = foreign_requests(made_up(tmp_path, body))
    assert len(found) == 1 and host in found[0]


def test_a_font_from_another_host_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('src: url("https://fonts.example/a.woff2")', "utf-8")
    assert "fonts.example" in foreign_requests(tmp_path)[0]
