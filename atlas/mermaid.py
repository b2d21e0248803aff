"""Parse the Mermaid diagrams of the pages: what each of their lines says.

Diagrams use a small part of Mermaid's language, so that all of it can be checked: what is not in
`FLOW` or `SEQUENCE` below is an error. docs/en/understand/structure.md shows it all.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from atlas.pages import Page

KINDS = {
    "structure": "flowchart TB",
    "architecture": "flowchart TB",
    "decision": "flowchart TB",
    "picture": "flowchart TB",
    "sequence": "sequenceDiagram",
}

ID = r"[A-Za-z_]\w*(?:\.\w+)*"
NODE = re.compile(rf'({ID})(?:([\[({{]+)"([^"]+)"[\])}}]+)?', re.A)
ARROW = re.compile(r' (-->|-\.->|---|~~~)(?:\|"?([^|"]+)"?\|)? ')
COMMENTS = {
    "proof": re.compile(rf"%% proof: ({ID}) -\.-> ({ID}): (\S+)"),
    "trace": re.compile(r"%% trace: (\S+)"),
    "comment": re.compile(r"%%(?! proof| trace|\{).*"),
}
FLOW = COMMENTS | {
    "box": re.compile(rf'subgraph ({ID})\["(?P<label>[^"]+)"\]', re.A),
    "end": re.compile(r"end"),
    "direction": re.compile(r"direction TB"),
    "click": re.compile(rf'click ({ID}) "([^"]*)"(?: "(?P<label>[^"]+)")?', re.A),
}
SEQUENCE = COMMENTS | {
    "participant": re.compile(rf"(participant|actor) ({ID}) as (?P<label>.+)", re.A),
    "message": re.compile(rf"({ID})(--?>>)({ID}): (?P<label>.+)", re.A),
    "note": re.compile(rf"Note over ({ID}(?:,{ID})?): (?P<label>.+)", re.A),
}
CALL = re.compile(r"(\w+)\(\)")


@dataclass(frozen=True)
class Statement:
    """One thing that a diagram says. key: what both languages must say alike."""

    line: int
    kind: str
    args: tuple[str, ...]
    label: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        calls = CALL.findall(self.label) if self.kind == "message" else []
        return (self.kind, *self.args, *calls)


@dataclass
class Diagram:
    page: Path
    line: int
    kind: str = ""
    statements: list[Statement] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def all(self, *kinds: str) -> list[Statement]:
        return [s for s in self.statements if s.kind in kinds]

    def report(self, line: int, message: str) -> None:
        self.problems.append(f"{self.page}:{line}: {message}")


def read(page: Page) -> list[Diagram]:
    """The diagrams of a page, in order."""
    found = [
        parse(Diagram(page.path, fence.line), fence.lines)
        if fence.info == "mermaid"
        else misspelt(Diagram(page.path, fence.line), fence.info)
        for fence in page.fences
        if "mermaid" in fence.info
    ]
    in_html = [(n, line) for n, line in page.prose if re.search(r'class="[^"]*mermaid', line)]
    return found + [misspelt(Diagram(page.path, n), line.strip()) for n, line in in_html]


def misspelt(diagram: Diagram, info: str) -> Diagram:
    diagram.report(diagram.line, f"write the fence as ```mermaid, not as {info!r}")
    return diagram


def parse_text(text: str, page: Path = Path("page.md")) -> Diagram:
    """A diagram that does not stand on a page."""
    return parse(Diagram(page, 1), list(enumerate(text.splitlines(), 1)))


def parse(diagram: Diagram, lines: list[tuple[int, str]]) -> Diagram:
    """What the lines say, each with its number in the file."""
    lines = [(number, text.strip()) for number, text in lines]
    head, second = [text for _, text in [*lines, (0, ""), (0, "")][:2]]
    kind = second.removeprefix("%% ")
    if KINDS.get(kind) != head:
        known = " / ".join(f"%% {kind} after {first}" for kind, first in KINDS.items())
        diagram.report(diagram.line, f"name its kind in the first two lines: {known}")
        return diagram
    diagram.kind = kind
    for number, text in lines[2:]:
        if text:
            diagram.statements += statements(diagram, number, text)
    return diagram


def statements(diagram: Diagram, number: int, text: str) -> Iterator[Statement]:
    """What one line says; a line that is not understood is a problem."""
    grammar = SEQUENCE if diagram.kind == "sequence" else FLOW
    for kind, pattern in grammar.items():
        if found := pattern.fullmatch(text):
            *args, label = (
                found.groups() if "label" in pattern.groupindex else (*found.groups(), "")
            )
            if kind != "comment":
                yield Statement(number, kind, tuple(args), label or "")
            return
    if text.startswith("%%{init: ") and text.endswith("}%%"):
        yield from settings(diagram, number, text[len("%%{init: ") : -len("}%%")])
    elif diagram.kind != "sequence" and (said := edges(number, text)):
        yield from said
    else:
        diagram.report(number, f"not understood (atlas/mermaid.py lists what is): {text}")


def settings(diagram: Diagram, number: int, text: str) -> Iterator[Statement]:
    try:
        given = json.loads(text)
    except json.JSONDecodeError:
        given = None
    if not isinstance(given, dict) or given.keys() - {"flowchart", "sequence"}:
        diagram.report(number, "init may set flowchart or sequence only, written as JSON")
    yield Statement(number, "init", (text,))


def edges(number: int, text: str) -> list[Statement]:
    """`A["label"]`, `A --> B` or `A --> B --> C`; nothing if the line is something else."""
    found: list[Statement] = []
    node = NODE.match(text)
    arrow: re.Match[str] | None = None
    previous = ""
    while node:
        name, shape, label = node.groups()
        if shape:
            found.append(Statement(number, "node", (name, shape), label))
        if arrow:
            found.append(Statement(number, "edge", (previous, arrow[1], name), arrow[2] or ""))
        if node.end() == len(text):
            return found
        previous, arrow = name, ARROW.match(text, node.end())
        node = NODE.match(text, arrow.end()) if arrow else None
    return []
