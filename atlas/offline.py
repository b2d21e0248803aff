"""Pack the built site into one zip that works unpacked, from a disk or from any server.

From a disk there is no server to answer foo/ with foo/index.html, so the packed pages name each
file in full. Search needs nothing else: it asks for scripts only, which come from a disk, too.
"""

import filecmp
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from atlas.config import LANGUAGES
from atlas.texts import texts_of

NAME = "torch-atlas.zip"
FOLDER = "torch-atlas"  # what the zip unpacks to
PLACE = "<!-- offline: download -->"
SIZE = "<!-- offline: size -->"
INDEX = "search/index.js"
SHARED = ("assets/", "snippets/")  # may be the same in all languages: packed once
# For crawlers, for servers, for debuggers, for Material's own search: of no use in a copy.
LEFT_OUT = re.compile(
    r"(?:.*/)?(?:sitemap\.xml(?:\.gz)?|robots\.txt|404\.html|[^/]+\.map"
    r"|assets/javascripts/(?:lunr|workers)/.*)"
)

ADDRESS = re.compile(r'(<\w[^<>]*?\s(?:href|src)=")([^"]*)')
LINE = re.compile(r'<p class="offline">.*?</p>', re.S)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]|$", re.I)

README = Path(__file__).with_suffix(".readme.txt")
NEWER = "\nThe latest version / 最新版本: {address}\n"


def with_offer(content: str, language: str, address: str, served: bool) -> str:
    """A page whose comment PLACE is the link to the zip; its size is known only when it is made.

    address: of the zip, from the page. served: by `mkdocs serve`, which makes no zip."""
    if PLACE not in content:
        return content
    text = texts_of(language, "offline")["served" if served else "offer"].format(
        address=address, size=SIZE
    )
    return content.replace(PLACE, f'<p class="offline">{text}</p>'.replace("'", '"'))


def make(folder: Path, site_url: str, licence: Path) -> None:
    """Pack a built site into its zip, and write the size into the home pages."""
    site = BuiltSite(folder)
    target = site.root / NAME
    newer = NEWER.format(address=site_url) if site_url else ""
    texts = [("README.txt", README.read_text("utf-8") + newer)]
    if licence.exists():
        texts.append(("LICENSE", licence.read_text("utf-8")))
    pack([*texts, *contents(site)], target)
    size = f"{target.stat().st_size / 1_000_000:.1f} MB"
    for language in site.languages:
        home = site.root / language / "index.html"
        home.write_text(home.read_text("utf-8").replace(SIZE, size), "utf-8", newline="")


def pack(files: Iterable[tuple[str, str | bytes]], target: Path) -> None:
    """The same files give the same zip, byte for byte, whenever and wherever it is made."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}")  # of 1980: no file's own date
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)


@dataclass(frozen=True)
class BuiltSite:
    """A built site. Names are paths below its root, as in addresses."""

    root: Path

    @cached_property
    def languages(self) -> list[str]:
        """The folder of each, as a prefix of names: English is the root."""
        return ["", *(f"{p.parent.parent.name}/" for p in sorted(self.root.glob(f"*/{INDEX}")))]

    @cached_property
    def names(self) -> set[str]:
        every = {p.relative_to(self.root).as_posix() for p in self.root.rglob("*") if p.is_file()}
        return {name for name in every - {NAME} if not LEFT_OUT.fullmatch(name)}

    @cached_property
    def duplicates(self) -> dict[str, str]:
        """Files of another language that English has exactly the same: name -> its name there."""
        return {
            name: english
            for language in self.languages[1:]
            for name in self.names
            if (english := name.removeprefix(language)) != name
            if english.startswith(SHARED) and english in self.names
            if filecmp.cmp(self.root / name, self.root / english, shallow=False)
        }

    def explicit(self, address: str, folder: str) -> str:
        """An address on a page in this folder, with the name of the file that it leads to."""
        if ELSEWHERE.match(address):
            return address
        path = re.split("[?#]", address)[0]
        rest = address.removeprefix(path)
        target = posixpath.normpath(posixpath.join(folder, path))
        if target in self.duplicates:
            return f"../{address}"
        if posixpath.normpath(f"{target}/index.html") in self.names:
            return f"{path.rstrip('/')}/index.html{rest}"
        return address


def contents(site: BuiltSite) -> Iterator[tuple[str, str | bytes]]:
    """What is packed: the site's files, changed where they would not work from a disk."""
    for name in sorted(site.names - site.duplicates.keys()):
        path = site.root / name
        if name.endswith(".html"):
            yield name, packed_page(site, name)
        else:
            yield name, path.read_bytes()


def packed_page(site: BuiltSite, name: str) -> str:
    folder = posixpath.dirname(name)

    def explicit(found: re.Match[str]) -> str:
        return found[1] + site.explicit(found[2], folder)

    text = (site.root / name).read_text("utf-8")
    text = ADDRESS.sub(explicit, text)
    first = name.partition("/")[0]
    texts = texts_of(first if f"{first}/" in site.languages else LANGUAGES[0], "offline")
    return LINE.sub(f'<p class="offline">{texts["copy"]}</p>', text)
