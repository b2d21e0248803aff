"""Promise: what has come to the site is told on a page and in a feed, newest first."""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from atlas import feed
from atlas.config import LANGUAGES, Site

NAMES = {"atom": "http://www.w3.org/2005/Atom"}
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')


def problems(text: str) -> list[str]:
    """What RFC 4287 asks of a feed and its entries, and this one lacks."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return [f"not XML: {error}"]
    found = []
    entries = root.findall("atom:entry", NAMES)
    if root.tag != f"{{{NAMES['atom']}}}feed" or not entries:
        return [f"{root.tag} with {len(entries)} entries"]
    if root.find("atom:author/atom:name", NAMES) is None:
        found.append("no author")
    ids, days = [], []
    for element in (root, *entries):
        for tag in ("id", "title", "updated", "link"):
            if element.find(f"atom:{tag}", NAMES) is None:
                found.append(f"{element.tag.rpartition('}')[2]} without {tag}")
        ids.append(element.findtext("atom:id", "", NAMES))
        moment = element.findtext("atom:updated", "", NAMES)
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment):
            found.append(f"updated: {moment!r} is no moment")
        days.append(moment)
    found += [f"id: {i!r} is no address" for i in ids if not urlsplit(i).scheme]
    if len(set(ids)) < len(ids):
        found.append("an id stands for two things")
    if days[1:] != sorted(days[1:], reverse=True) or days[0] != days[1]:
        found.append("not the newest first")
    return found


def links(text: str) -> list[str]:
    """All addresses in a feed, and in its entries."""
    root = ElementTree.fromstring(text)
    bodies = [c.text or "" for c in root.iterfind("atom:entry/atom:content", NAMES)]
    own = [element.get("href") for element in root.iterfind(".//atom:link", NAMES)]
    return own + [address for body in bodies for address in LINK.findall(body)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_valid_and_its_links_lead_somewhere(site: Path, language: str) -> None:
    folder = site / ("" if language == "en" else language)
    text = (folder / "feed.xml").read_text("utf-8")
    assert not problems(text), problems(text)
    for address in links(text):
        path = urlsplit(address).path
        assert (folder / path).exists(), address


def test_both_languages_tell_the_same(site: Path) -> None:
    told = []
    for folder in (site, site / "zh"):
        text = (folder / "feed.xml").read_text("utf-8")
        addresses = [a for a in links(text) if "#" in a]
        moments = re.findall(r"<updated>(.*?)</updated>", text)
        told.append((addresses, moments))
    assert told[0] == told[1]


# The parts, and the check itself, on changelogs made up for them.

SECTIONS = """<p>Newest first.</p>
<h2 id="new">2026-11-25: Now &amp; <code>x</code><a class="headerlink" href="#new">¶</a></h2>
<p><a href="../a/?b=1&amp;c=2">a</a> <a href="#old">b</a> <a href="https://pytorch.org/">c</a></p>
<h2 id="old">2026-10-01：以前</h2>
<p>d</p>
"""


def made(address: str = "", sections: str = SECTIONS) -> str:
    site = Site("en", "S", "D", address, "")
    here = f"{address}changelog/"
    return feed.feed(feed.entries(sections), site, "News", "D", here)


def test_a_section_is_an_entry() -> None:
    first, second = feed.entries(SECTIONS)
    assert (first.id, first.title, str(first.day)) == ("new", "Now & x", "2026-11-25")
    assert (second.id, second.title, second.body) == ("old", "以前", "<p>d</p>")


@pytest.mark.parametrize("heading", ["Soon", "2026-13-01: Never", "2026-11-25"])
def test_an_entry_without_a_date_is_refused(heading: str) -> None:
    with pytest.raises(ValueError, match=r"begin .* with a date, like ## 2026"):
        feed.entries(f'<h2 id="a">{heading}</h2>')


def test_links_lead_from_the_feeds_place_or_are_whole() -> None:
    assert links(made()) == [
        "changelog/", "changelog/#new", "changelog/#old",
        "a/?b=1&amp;c=2", "changelog/#old", "https://pytorch.org/",
    ]  # fmt: skip
    top = "https://atlas.example/x/"
    found = links(made(top))
    assert found[0] == f"{top}feed.xml"
    assert f"{top}a/?b=1&amp;c=2" in found and f"{top}changelog/#old" in found


def test_ids_are_the_same_wherever_the_site_is() -> None:
    pattern = re.compile(r"<id>(.*?)</id>")
    assert pattern.findall(made()) == pattern.findall(made("https://atlas.example/"))


def test_a_good_feed_passes() -> None:
    assert problems(made()) == []
    assert datetime.fromisoformat(re.search("<updated>(.*?)Z<", made())[1]).year == 2026


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("</feed>", "", "not XML"),
        ("2005/Atom", "2005/atom", "with 0 entries"),
        ("<name>S</name>", "", "no author"),
        ("<title>以前</title>", "", "entry without title"),
        ("2026-10-01T00:00:00Z", "2026-10-01", "is no moment"),
        ("2026-10-01T", "2026-12-01T", "not the newest first"),
        ("<id>urn:uuid:", "<id>", "is no address"),
    ],
)
def test_a_bad_feed_is_reported(old: str, new: str, problem: str) -> None:
    assert old in made()
    assert any(problem in found for found in problems(made().replace(old, new)))


def test_an_id_for_two_things_is_reported() -> None:
    twice = made(sections=SECTIONS.replace('id="old"', 'id="new"'))
    assert problems(twice) == ["an id stands for two things"]
