"""Promise: the build is strict, and every internal link, anchor and click target exists."""

import json
import posixpath
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

CLICK = re.compile(r'^\s*click +\S+ +(?:href +)?"([^"]+)"', re.M)


@cache
def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


@cache
def anchors(path: Path) -> set[str]:
    return {t[a] for a in ("id", "name") for t in parsed(path).find_all(attrs={a: True})}


def targets(path: Path) -> list[str]:
    """All addresses on a page that lead somewhere in the site or load something from it."""
    soup = parsed(path)
    found = [t[a] for a in ("href", "src") for t in soup.find_all(attrs={a: True})]
    for diagram in soup.select("pre.mermaid"):
        found += CLICK.findall(diagram.get_text())
    return found


def dead_links(folder: Path) -> list[str]:
    """Internal addresses of a built site that lead nowhere, or only where it is hosted now."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        here = path.relative_to(folder).as_posix()
        for address in targets(path):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            if parts.path.startswith("/") and path.name != "404.html":
                found.append(f"{here}: {address} works at the root of a host only")
                continue
            target = "/" + posixpath.dirname(here) + "/" + unquote(parts.path)
            target = unquote(parts.path) if parts.path.startswith("/") else target
            file = folder / posixpath.normpath(target).lstrip("/") if parts.path else path
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                found.append(f"{here}: {address}: there is no {file.relative_to(folder)}")
            elif file.suffix != ".html":
                continue  # the fragment of a picture chooses the palette
            elif parts.fragment and unquote(parts.fragment) not in anchors(file):
                found.append(f"{here}: {address}: no such heading or anchor")
    return found


def test_the_build_is_strict_and_without_a_warning(built) -> None:
    assert built.code == 0, built.log
    warned = [line for line in built.log.splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert not warned, "\n".join(warned)


def test_every_internal_link_leads_somewhere(built) -> None:
    found = dead_links(built.folder)
    assert not found, "\n".join(found)


def test_nothing_is_left_for_a_hook_to_fill_in(built) -> None:
    left = [p for p in built.folder.rglob("*.html") if "<!-- verified" in p.read_text("utf-8")]
    assert not left


def test_each_language_has_its_own_search_index(built) -> None:
    for folder, word in ((built.folder, "state_dict"), (built.folder / "zh", "状态")):
        index = json.loads((folder / "search/search_index.json").read_text("utf-8"))
        assert any(word in entry["text"] + entry["title"] for entry in index["docs"])
        assert not any(entry["location"].startswith("zh/") for entry in index["docs"])


def test_every_program_can_be_downloaded_as_it_was_run(built) -> None:
    from tools import snippets

    for path in snippets.find():
        name = path.relative_to(snippets.SNIPPETS)
        assert (built.folder / "snippets" / name).read_bytes() == path.read_bytes()


# The check itself, on small sites that are broken on purpose.


def site(folder: Path, body: str) -> list[str]:
    (folder / "there").mkdir()
    (folder / "index.html").write_text(f"<h1 id=top>Home</h1>{body}", "utf-8")
    (folder / "there/index.html").write_text('<h2 id=part></h2><a href="../#top">up</a>', "utf-8")
    return dead_links(folder)


def test_good_links_pass(tmp_path: Path) -> None:
    good = '<a href="there/#part">a</a><a href="#top">b</a><a href="https://pytorch.org/x">c</a>'
    assert site(tmp_path, good) == []


def test_a_link_to_no_page_is_seen(tmp_path: Path) -> None:
    assert "there is no gone" in site(tmp_path, '<a href="gone/">x</a>')[0]


def test_a_changed_heading_id_is_seen(tmp_path: Path) -> None:
    assert "no such heading" in site(tmp_path, '<a href="there/#changed">x</a>')[0]


def test_a_dead_click_target_is_seen(tmp_path: Path) -> None:
    diagram = '<pre class="mermaid"><code>flowchart TB\n  click a "there/#no"\n</code></pre>'
    assert "there/#no: no such heading" in site(tmp_path, diagram)[0]


def test_an_absolute_link_is_seen(tmp_path: Path) -> None:
    assert "root of a host only" in site(tmp_path, '<a href="/there/">x</a>')[0]
