"""Parse the Mermaid diagrams of the pages: what each of their lines says.

Diagrams use a small part of Mermaid's language, so that all of it can be checked: what is not in
`FLOW` or `SEQUENCE` below is an error. docs/en/understand/structure.md shows it all.
"""

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from atlas.pages import Page

KINDS = {
    "structure": "flowchart TB",
    "architecture": "flowchart TB",
    "decision": "flowchart TB",
    "picture": "flowchart TB",
    "sequence": "sequenceDiagram",
}
DECLARING = ("node", "box", "participant", "actor")  # statements whose first argument is a new name

ID = r"[A-Za-z_]\w*(?:\.\w+)*"
ARROW = r' (?P<arrow>-->|-\.->|---|~~~)(?:\|"?(?P<how>[^|"]+)"?\|)? '
NODE = rf'(?P<name>{ID})(?:(?P<shape>[\[({{]+)"(?P<label>[^"]+)"[\])}}]+)?'
STEP = re.compile(f"(?:{ARROW})?{NODE}", re.A)  # a line has one or several
COMMENTS = {
    "proof": re.compile(rf"%% proof: ({ID}) -\.-> ({ID}): (\S+)"),
    "trace": re.compile(r"%% trace: (\S+)"),
    "init": re.compile(r"%%\{init: (.*)\}%%"),
    "comment": re.compile(r"%%(?! proof| trace|\{).*"),
}
FLOW = COMMENTS | {
    "box": re.compile(rf'subgraph ({ID})\["(?P<label>[^"]+)"\]', re.A),
    "end": re.compile(r"end"),
    "direction": re.compile(r"direction TB"),
    "role": re.compile(rf"class ({ID}(?:,{ID})*) (data|computing|keeping)", re.A),
    "click": re.compile(rf'click ({ID}) "([^"]*)"(?: "(?P<label>[^"]+)")?', re.A),
}
SEQUENCE = COMMENTS | {
    "participant": re.compile(rf"participant ({ID}) as (?P<label>.+)", re.A),
    "actor": re.compile(rf"actor ({ID}) as (?P<label>.+)", re.A),
    "message": re.compile(rf"({ID})(--?>>)({ID}): (?P<label>.+)", re.A),
    "note": re.compile(rf"Note over ({ID}(?:,{ID})?): (?P<label>.+)", re.A),
}
CALL = re.compile(r"(\w+)\(\)")


@dataclass(frozen=True)
class Statement:
    """One thing that a diagram says. inside: the box that it stands in, if any."""

    line: int
    kind: str
    args: tuple[str, ...]
    label: str = ""
    inside: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What both languages must say alike."""
        calls = CALL.findall(self.label) if self.kind == "message" else []
        return (self.kind, *self.args, *calls)


@dataclass
class Diagram:
    """line: of the fence that opens it."""

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
    """The diagrams of a page, in order; then those that stand in HTML, which none may."""
    found = []
    misspelt = [(n, s.strip()) for n, s in page.prose if re.search(r'class="[^"]*mermaid', s)]
    for fence in page.fences:
        if fence.info == "mermaid":
            found.append(parse(fence.body, page.path, fence.line))
        elif "mermaid" in fence.info:
            misspelt.append((fence.line, fence.info))
    for line, text in misspelt:
        found.append(Diagram(page.path, line))
        found[-1].report(line, f"write the fence as ```mermaid, not as {text!r}")
    return found


def parse(text: str, page: Path = Path("page.md"), line: int = 0) -> Diagram:
    """The diagram below a page's fence in this line, or one that stands on no page."""
    diagram = Diagram(page, line)
    lines = [part.strip() for part in text.splitlines()]
    kind = "".join(lines[1:2]).removeprefix("%% ")
    if lines[:1] != [KINDS.get(kind)]:
        known = " / ".join(f"%% {kind} after {first}" for kind, first in KINDS.items())
        diagram.report(line, f"name its kind in the first two lines: {known}")
        return diagram
    diagram.kind = kind
    boxes = [""]
    for number, part in enumerate(lines[2:], line + 3):
        for statement in statements(diagram, number, part) if part else []:
            diagram.statements.append(replace(statement, inside=boxes[-1]))
            if statement.kind == "box":
                boxes.append(statement.args[0])
            elif statement.kind == "end":
                boxes = boxes[:-1] or [""]
    return diagram


def statements(diagram: Diagram, number: int, text: str) -> list[Statement]:
    """What one line says; a line that is not understood is a problem."""
    grammar = SEQUENCE if diagram.kind == "sequence" else FLOW
    for kind, pattern in grammar.items():
        if found := pattern.fullmatch(text):
            if kind == "init" and not allowed(found[1]):
                message = "init may set flowchart or sequence only, written as JSON"
                diagram.report(number, message)
            args = found.groups()[: pattern.groups - len(pattern.groupindex)]
            label = found.groupdict().get("label") or ""
            return [Statement(number, kind, args, label)] if kind != "comment" else []
    said = edges(number, text) if grammar is FLOW else []
    if not said:
        diagram.report(number, f"not understood (atlas/mermaid.py lists what is): {text}")
    return said


def allowed(settings: str) -> bool:
    try:
        given = json.loads(settings)
    except json.JSONDecodeError:
        return False
    return isinstance(given, dict) and given.keys() <= {"flowchart", "sequence"}


def edges(number: int, text: str) -> list[Statement]:
    """`A["label"]`, `A --> B` or `A --> B --> C`; nothing if the line is something else."""
    found: list[Statement] = []
    previous, end = "", 0
    for step in STEP.finditer(text):
        name, shape, arrow = step["name"], step["shape"], step["arrow"]
        if step.start() != end or bool(arrow) != bool(previous):
            return []
        if shape:
            found.append(Statement(number, "node", (name, shape), step["label"]))
        if arrow:
            found.append(Statement(number, "edge", (previous, arrow, name), step["how"] or ""))
        previous, end = name, step.end()
    return found if end == len(text) else []
