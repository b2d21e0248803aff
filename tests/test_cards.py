"""Promise: a link to a page shows a card with the page's title, or its language's default card."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from atlas import cards
from atlas.config import LANGUAGES

MOST = 16 * 1024  # bytes of a card, on average: a hundred of them weigh 1.5 MiB


def faults(folder: Path) -> list[str]:
    """What is wrong with the cards of a folder."""
    found, sizes = [], []
    for language, names in cards.titles(folder).items():
        here = cards.of_language(language, folder)
        found += [f"{language}/{name}: is not drawn" for name in names.keys() - here.keys()]
        found += [f"{language}/{name}: shows no known title" for name in here.keys() - names.keys()]
        for name, file in here.items():
            sizes.append(file.stat().st_size)
            if Image.open(file).size != cards.SIZE:
                found.append(f"{language}/{name}: {Image.open(file).size} pixels")
        if cards.DEFAULT not in here:
            found.append(f"{language}: no default card")
    if sizes and sum(sizes) > MOST * len(sizes):
        found.append(f"{sum(sizes) / len(sizes):.0f} bytes a card")
    return found


def test_the_cards_are_whole_and_small() -> None:
    assert set(cards.titles()) == set(LANGUAGES)
    assert not faults(cards.CARDS), "\n".join(faults(cards.CARDS))


DRAWN = {"index": "Home", "a/b": "B"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cards of a home page and of another one."""
    titles = {"en": DRAWN}
    (tmp_path / "titles.json").write_text(json.dumps(titles), "utf-8")
    for name in titles["en"]:
        file = tmp_path / "en" / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("P", cards.SIZE).save(file)
    return tmp_path


def test_a_page_shows_its_own_card(folder: Path) -> None:
    assert faults(folder) == []
    assert cards.of_page("en", "a/b.md", "B", DRAWN, folder) == "a/b.png"


def test_a_new_page_and_one_with_another_title_show_the_default_card(folder: Path) -> None:
    assert cards.of_page("en", "a/new.ipynb", "New", DRAWN, folder) == "index.png"
    assert cards.of_page("en", "a/b.md", "Renamed", DRAWN, folder) == "index.png"


def test_without_any_card_there_is_none(folder: Path) -> None:
    assert cards.of_page("zh", "a/b.md", "B", DRAWN, folder) is None


def test_missing_unknown_wrong_and_heavy_cards_are_noticed(folder: Path) -> None:
    (folder / "en/index.png").unlink()
    Image.new("P", (10, 10)).save(folder / "en/strange.png")
    (folder / "en/a/b.png").write_bytes((folder / "en/a/b.png").read_bytes() + b"x" * 50_000)
    assert [fault.partition(" pixels")[0] for fault in faults(folder)][:4] == [
        "en/index: is not drawn",
        "en/strange: shows no known title",
        "en/strange: (10, 10)",
        "en: no default card",
    ]
    assert faults(folder)[4].endswith("bytes a card")


def test_a_card_keeps_its_colours() -> None:
    png = io.BytesIO()
    Image.new("RGB", (4, 4), "#ff9d75").save(png, "PNG")
    small = Image.open(io.BytesIO(cards.small(png.getvalue()))).convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*small.getpixel((0, 0))) == "#ff9d75"


def test_titles_are_read_from_the_built_site(tmp_path: Path) -> None:
    (tmp_path / "verified").mkdir()
    tag = """<meta content='A "b" &amp; c' property="og:title"/>"""
    (tmp_path / "verified/index.html").write_text(tag, "utf-8")
    assert cards.wanted(tmp_path) == {"en": {"verified": 'A "b" & c'}}


@pytest.mark.browser
def test_what_is_missing_is_drawn_and_what_is_gone_is_removed(
    browser: Browser, folder: Path
) -> None:
    site = folder / "site"
    for name, title in (("", "Home"), ("verified", "Verified, at length")):
        (site / name).mkdir(parents=True, exist_ok=True)
        text = f'<meta property="og:title" content="{title}">'
        (site / name / "index.html").write_text(text, "utf-8")
    before = (folder / "en/index.png").read_bytes()
    tab = browser.new_page()
    assert cards.draw(tab, cards.wanted(site), cards.titles(folder), folder) == ["en/verified"]
    tab.close()
    assert (folder / "en/index.png").read_bytes() == before
    assert not (folder / "en/a/b.png").exists()
    assert cards.titles(folder) == {"en": {"index": "Home", "verified": "Verified, at length"}}
    assert len(Image.open(folder / "en/verified.png").getcolors()) > 3
