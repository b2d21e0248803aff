"""Make tables readable on a small screen, where atlas.css makes a card of each row of a wide one.
An output goes on in the next line there, unless it is a table, which has to be scrolled.
"""

import html
import re
from collections import Counter

WIDE = 3  # columns, from which on a phone has no room for them side by side
NARROW = 5  # letters: columns that hold no more, but for the first, have room on a phone
TABLE = re.compile(r"<table>(.*?)</table>", re.S)
ROW = re.compile(r"<tr>.*?</tr>", re.S)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.S)
HEAD = re.compile(r"<th[^>]*>(.*?)</th>", re.S)
# What is laid out as a card is no table to a screen reader any more, unless it is called one.
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
TAG = re.compile(rf"<({'|'.join(ROLES)})(?=[ >])")
OUTPUT = re.compile(r'(?<=<div class=")[^"]*\boutput\b[^"]*(?=".*?<code>(.*?)</code>)', re.S)
GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
ALIKE = 3  # lines with a column at the same place make a table


def with_cards(content: str) -> str:
    """A page's HTML in which each cell of a wide table knows the title of its column."""
    return TABLE.sub(card_table, content)


def card_table(found: re.Match[str]) -> str:
    titles = [re.sub(r"<[^>]+>", "", title) for title in HEAD.findall(found[1])]
    if len(titles) < WIDE or is_narrow(found[1]):
        return found[0]

    def labelled(row: re.Match[str]) -> str:
        first, *cells = row[0].split("<td")
        pairs = zip(titles, cells, strict=False)
        return first + "".join(f'<td data-label="{title}"{cell}' for title, cell in pairs)

    body = TAG.sub(lambda tag: f'{tag[0]} role="{ROLES[tag[1]]}"', ROW.sub(labelled, found[1]))
    return f'<table data-cards role="table">{body}</table>'


def with_columns(content: str) -> str:
    """A page's HTML in which an output that is a table is called one."""
    return OUTPUT.sub(lambda m: f"{m[0]} table" if has_columns(m[1]) else m[0], content)


def has_columns(code: str) -> bool:
    """Whether most lines of an output, in HTML, have a column that begins at the same place."""
    lines = html.unescape(re.sub(r"<[^>]+>", "", code)).splitlines()
    starts = Counter(gap.end() for line in lines for gap in GAP.finditer(line))
    most = max(starts.values(), default=0)
    return most >= ALIKE and 2 * most > len(lines)


def is_narrow(body: str) -> bool:
    cells = (cell for row in ROW.findall(body) for cell in CELL.findall(row)[1:])
    return all(len(re.sub(r"<[^>]+>", "", cell).strip()) <= NARROW for cell in cells)
