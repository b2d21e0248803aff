"""Draw the cards that a link to a page shows elsewhere: python dev.py cards

A browser takes them of cards/template.html, with the titles of the built site. It draws what is
missing or has another title now, and removes what no page has; --all draws all. Until it has run,
a new page shows its language's default card, which is the home page's.
"""

import argparse
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from atlas import links, pages
from atlas.snippets import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

CARDS = ROOT / "cards"
SIZE = (1200, 630)
DEFAULT = "index"
OG_TITLE = "//meta[@property='og:title']/@content"

Titles = dict[str, dict[str, str]]  # language -> name of a page -> the title of its card


def titles(folder: Path = CARDS) -> Titles:
    """Those that the cards show."""
    file = folder / "titles.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def of_language(language: str, folder: Path = CARDS) -> dict[str, Path]:
    """Name of a page -> its card."""
    top = folder / language
    return {p.relative_to(top).with_suffix("").as_posix(): p for p in sorted(top.rglob("*.png"))}


def of_page(
    language: str, source: str, title: str, drawn: dict[str, str], folder: Path = CARDS
) -> str | None:
    """The card of a page, below its language's folder. source: its file, as MkDocs names it.
    drawn: the titles of its language's cards."""
    name = source.rpartition(".")[0]
    name = name if drawn.get(name) == title else DEFAULT
    return f"{name}.png" if (folder / language / f"{name}.png").exists() else None


def wanted(site: Path) -> Titles:
    """The titles that the pages of a built site have, as they give them to others."""
    found: Titles = {}
    for address, path in pages.by_address().items():
        file = site / address / "index.html"
        for title in links.parsed(file).xpath(OG_TITLE) if file.exists() else []:
            language, name = pages.language_and_name(path)
            found.setdefault(language, {})[name] = str(title)
    return found


def small(png: bytes) -> bytes:
    """The same picture in 24 colours, which nobody sees: a fifth of the bytes."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(24, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def draw(tab: "Page", now: Titles, before: Titles, folder: Path = CARDS) -> list[str]:
    """Draw what has another title now, remove what has none; the names of what was drawn."""
    tab.set_viewport_size({"width": SIZE[0], "height": SIZE[1]})
    tab.goto((CARDS / "template.html").as_uri())
    drawn = []
    for language, names in now.items():
        for name, title in names.items():
            file = folder / language / f"{name}.png"
            if file.exists() and before.get(language, {}).get(name) == title:
                continue
            tab.evaluate("(card) => show(card)", [language, title])
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(small(tab.screenshot()))
            drawn.append(f"{language}/{name}")
        for name, file in of_language(language, folder).items():
            if name not in names:
                file.unlink()
    text = json.dumps(now, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / "titles.json").write_text(text + "\n", "utf-8", newline="\n")
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--all", action="store_true", help="draw those too that need no drawing")
    asked = parser.parse_args()
    now = wanted(asked.site)
    if not now:
        raise SystemExit(f"{asked.site} is not built: python dev.py build")
    from measure.browser import opened  # which a build has no need of

    with opened() as browser:
        drawn = draw(browser.new_page(), now, {} if asked.all else titles())
    size = sum(p.stat().st_size for p in CARDS.rglob("*.png"))
    print(f"{len(drawn)} drawn, {size / 2**20:.2f} MiB in all", *drawn, sep="\n")


if __name__ == "__main__":
    main()
