"""The README's pictures, taken of the built site: python dev.py screenshots

Other pages, to look at: python dev.py screenshots --all FOLDER (languages × palettes × two widths).
"""

import argparse
from pathlib import Path
from typing import Literal, get_args

from playwright.sync_api import Browser

from atlas import pages
from atlas.snippets import ROOT
from measure.browser import opened, served

Palette = Literal["light", "dark"]
IMAGES = ROOT / ".github/images"
README: dict[str, tuple[str, Palette]] = {  # file -> page, palette
    "home-light.png": ("", "light"),
    "recipe-dark.png": ("zh/save-load/state-dict/#save", "dark"),
}


def take(
    browser: Browser, address: str, palette: Palette, width: int, file: Path, whole: bool = False
) -> None:
    height = 800 if width > 600 else 844
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=palette, reduced_motion="reduce"
    )
    page.goto(address)
    page.wait_for_timeout(700)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=whole)
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page, into a folder")
    parser.add_argument("--only", default="", help="with --all: pages whose address has this in it")
    asked = parser.parse_args()
    with served(asked.site) as (top, _), opened() as browser:
        if asked.all:
            for address in pages.by_address():
                if asked.only not in address:
                    continue
                name = address.strip("/").replace("/", "_") or "home"
                for palette in get_args(Palette):
                    for width in (1280, 390):
                        file = asked.all / f"{name}-{palette}-{width}.png"
                        take(browser, top + address, palette, width, file, whole=True)
        else:
            for name, (address, palette) in README.items():
                take(browser, top + address, palette, 1280, IMAGES / name)


if __name__ == "__main__":
    main()
