"""Make the search's index at build time, so that a browser only looks up in it.

Material's search plugin gives the sections of the pages. Of these come two scripts per language,
which theme/assets/js/search.js reads: index.js says in which section which word is how much at
home; texts.js has what the sections say, of which the results show the piece with the words. They
are scripts, and no data to fetch, since a page from a disk may load nothing else.
"""

import functools
import html
import json
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from atlas.snippets import ROOT
from atlas.texts import compact

ASKING = ROOT / "atlas/search_words.toml"
WRITTEN = "search_index.json"  # by the plugin
Entry = dict[str, Any]  # a section in there

# search.js cuts a query in the same way. HAN: the first and the last sign of Chinese.
HAN = "\u3400-\u9fff"
TOKEN = re.compile(rf"\d+(?:\.\d+)+|[a-z0-9_]+|[{HAN}]+")
NUMBER = re.compile(r"[\d.]{5,}|\d{4,}|0x\w+|[\d_]*e\d*")  # of a run: nobody looks for it
LONGEST_WORD, LONGEST_MESSAGE = 40, 140
CODE = re.compile(r"<pre>.*?</pre>", re.S)
MESSAGE = re.compile(r"^[\w.]*(?:Error|Exception|Warning|Interrupt): .+", re.M)

# A word in the text counts up to 1. Beside it: one in a page's title, a section's, or another name.
# (All words of a name together count more: see search.js.)
PAGE_TITLE, TITLE, NAME = 3.0, 2.0, 0.5
SATURATION = 0.8  # so often in a section of usual length, a word counts half
SHORT = 0.7  # of the usual length: a section without text is taken to have it
LEVELS, STEPS = 16, 4  # weights are written as levels, this many for 1
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Two signs are a word if they are neighbours so much oftener than by chance; if only once, or more.
ONCE, OFTEN = 32, 6


@dataclass(frozen=True)
class Section:
    """A heading and what is below it, as the plugin gives it. tags: its other names.
    boost: what all its words count, beside those of others."""

    location: str
    title: str
    text: str
    tags: tuple[str, ...] = ()
    boost: float = 1.0

    @property
    def is_page(self) -> bool:
        return "#" not in self.location

    @property
    def messages(self) -> list[str]:
        """The errors and warnings that it shows, each once."""
        shown = (" ".join(m.split())[:LONGEST_MESSAGE] for m in MESSAGE.findall(self.code))
        return list(dict.fromkeys(shown))

    @functools.cached_property
    def code(self) -> str:
        return plain("\n".join(CODE.findall(self.text)))

    @functools.cached_property
    def prose(self) -> str:
        return plain(CODE.sub(" ", self.text))


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


# Words


@dataclass(frozen=True)
class Language:
    """What the search knows of how people ask in a language: see search_words.toml."""

    asking: frozenset[str]
    same: tuple[tuple[str, ...], ...]

    @functools.cached_property
    def stop(self) -> re.Pattern[str]:
        """The words of asking that are cut out of Chinese, the longest first."""
        han = sorted((w for w in self.asking if w >= HAN[0]), key=len, reverse=True)
        return re.compile("|".join(han) or "(?!)")

    def tokens(self, text: str) -> Iterator[str]:
        """The words of a text, and of Chinese each two neighbours: 状态字典 is 状态, 态字, 字典."""
        text = unicodedata.normalize("NFKC", text.replace("\u200b", "")).lower()
        for run in TOKEN.findall(text):
            if run < HAN[0]:
                word = run.strip("_")
                if 1 < len(word) <= LONGEST_WORD and not NUMBER.fullmatch(word):
                    if word not in self.asking:
                        yield word
                    yield from (part for part in word.split("_") if part != word and len(part) > 1)
                continue
            for part in self.stop.split(run):
                yield from (a + b for a, b in pairwise(part)) if len(part) > 1 else part


@functools.cache
def language(name: str) -> Language:
    table = tomllib.loads(ASKING.read_text("utf-8"))
    asking = " ".join(table[each]["asking"] for each in {"en", name})
    return Language(frozenset(asking.split()), tuple(map(tuple, table[name]["same"])))


# The index


def weights(section: Section, of: Language, usual: float) -> dict[str, float]:
    """How much a section is about each of its words. usual: the length of a section."""
    text = Counter(of.tokens(f"{section.prose} {section.code}"))
    length = SHORT + (1 - SHORT) * text.total() / usual
    found = defaultdict(float, {w: n / (n + SATURATION * length) for w, n in text.items()})
    title = set(of.tokens(plain(section.title)))
    for word in title:
        found[word] += (PAGE_TITLE if section.is_page else TITLE) / (1 + len(title) / 8)
    for word in {word for tag in section.tags for word in of.tokens(tag)}:
        found[word] += NAME
    return {word: weight * section.boost for word, weight in found.items()}


def base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits


def places(of_word: dict[int, float]) -> str:
    """Where a word is: per section the distance from the one before, times 16, plus the weight."""
    found, last = [], -1
    for section, weight in sorted(of_word.items()):
        level = max(1, min(LEVELS - 1, round(weight * STEPS)))
        found.append(base36((section - last - 1) * LEVELS + level))
        last = section
    return " ".join(found)


def neighbours(texts: list[list[str]]) -> Callable[[str], bool]:
    """Whether two Chinese signs are neighbours in these texts oftener than by chance: a word."""
    total = Counter(word for text in texts for word in text if word >= HAN[0])
    signs = Counter(sign for word in total.elements() for sign in word)

    def are_a_word(pair: str) -> bool:
        chance = signs[pair[0]] * signs[pair[-1]] / (2 * signs.total())
        return total[pair] > chance * (ONCE if total[pair] == 1 else OFTEN)

    return are_a_word


def index(sections: list[Section], of: Language) -> dict[str, Any]:
    """What index.js holds."""
    texts = [list(of.tokens(f"{s.prose} {s.code}")) for s in sections]
    usual = sum(map(len, texts)) / max(1, len(texts)) or 1.0
    names = (plain(name) for s in sections for name in (s.title, *s.tags))
    named = {word for name in names for word in of.tokens(name)}
    are_a_word = neighbours(texts)
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, section in enumerate(sections):
        for word, weight in weights(section, of, usual).items():
            if word < HAN[0] or word in named or are_a_word(word):
                found[word][number] = weight
    words = sorted(found)
    return {
        "sections": [
            [s.location, s.title.replace("\u200b", ""), s.tags, s.messages] for s in sections
        ],
        "words": " ".join(words),
        "places": ",".join(places(found[word]) for word in words),
        "asking": " ".join(sorted(of.asking)),
        "same": of.same,
    }


def text(section: Section) -> str:
    """What the results show a piece of: the section's prose, and its messages."""
    shown = [section.prose, *section.messages]
    return " ".join(" ".join(shown).replace("\u200b", "").split())


# Files


def write(folder: Path, language_name: str, kept: Path | None = None) -> None:
    """Make the index of the search_index.json that the plugin has written into this folder, and
    leave in that what Material still reads: how the words to mark on a page are separated.

    kept: a file with the sections of all pages, if the build has read only some of them."""
    written = folder / WRITTEN
    made = json.loads(written.read_text("utf-8"))
    entries = made["docs"]
    if kept:
        before = json.loads(kept.read_text("utf-8")) if kept.exists() else []
        entries = merged(before, entries)
        kept.write_text(json.dumps(entries), "utf-8")
    sections = [section_of(entry) for entry in entries]
    of = language(language_name)
    settings = {"config": made["config"], "docs": []}
    files = {
        WRITTEN: compact(settings),
        "search_index.js": f"__index = {compact(settings)}",  # the same, from a disk
        "index.js": f"searchIndex = {compact(index(sections, of))}",
        "texts.js": f"searchTexts = {compact([text(section) for section in sections])}",
    }
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8", newline="")


def section_of(entry: Entry) -> Section:
    """A section as the plugin writes it, which gives each all tags of its page: "zero_grad #loop"
    is for the section of this id."""
    _, mark, id = str(entry["location"]).partition("#")
    end = f" {mark}{id}" if mark else ""
    tags = [str(tag) for tag in entry.get("tags", ())]
    own = tuple(t.removesuffix(end) for t in tags if (t.endswith(end) if end else " #" not in t))
    return Section(entry["location"], entry["title"], entry["text"], own, entry.get("boost", 1.0))


def merged(before: list[Entry], now: list[Entry]) -> list[Entry]:
    """All sections, with those of the pages that were built now in place of their old ones."""
    built = {page_of(entry) for entry in now}
    return [entry for entry in before if page_of(entry) not in built] + now


def page_of(entry: Entry) -> str:
    return str(entry["location"]).partition("#")[0]
