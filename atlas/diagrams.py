"""Check the Mermaid diagrams of the pages: whether they are true of the installed torch, proven,
the same in both languages, and lead somewhere. Each problem is a line with file and line number.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from atlas import links
from atlas.config import LANGUAGES
from atlas.mermaid import CALL, DECLARING, ID, Diagram, Statement, read
from atlas.pages import Page, find
from atlas.snippets import ROOT, SnippetError, read_regions

TRUE_OF_TORCH = ("structure", "architecture", "sequence")


def problems(root: Path = ROOT, with_torch: bool = True) -> list[str]:
    """All that is wrong with the diagrams of docs/<language>/**/*.md."""
    found: list[str] = []
    pages = {language: {p.name: p for p in find(language, root)} for language in LANGUAGES}
    for name in sorted(set().union(*pages.values())):
        versions: dict[str, list[Diagram]] = {language: [] for language in LANGUAGES}
        for language in LANGUAGES:
            if page := pages[language].get(name):
                versions[language] = read(page)
                for diagram in versions[language]:
                    check(diagram, page, with_torch)
                    found += diagram.problems
        found += differences(name, versions)
    return found


def syntax_problems(root: Path = ROOT) -> list[str]:
    """What can be seen without importing torch."""
    return problems(root, with_torch=False)


def check(diagram: Diagram, page: Page, with_torch: bool) -> None:
    declared = check_names(diagram)
    clicks = diagram.all("click")
    for click in clicks:
        if fault := links.click_fault(click.args[1], page, page.root):
            diagram.report(click.line, f"click {click.args[0]}: {fault}")
    if diagram.kind == "picture":
        check_picture(diagram, page)
    elif diagram.kind in TRUE_OF_TORCH:
        clicked = {click.args[0] for click in clicks}
        for s in diagram.all("node"):
            if s.args[0] not in clicked:
                diagram.report(s.line, f'{s.args[0]} leads nowhere: add click {s.args[0]} "…"')
        check_proofs(diagram, page)
    if with_torch and diagram.kind in (*TRUE_OF_TORCH, "picture"):
        from atlas import diagrams_of_torch

        diagrams_of_torch.check(diagram, declared)


def check_names(diagram: Diagram) -> dict[str, Statement]:
    """Everything is declared once, and nothing is used that is not declared. The declarations."""
    declared: dict[str, Statement] = {}
    for s in diagram.all(*DECLARING):
        name = s.args[0]
        if name in declared:
            diagram.report(s.line, f"{name} is declared twice: line {declared[name].line}")
        declared[name] = s
    if len(diagram.all("box")) != len(diagram.all("end")):
        diagram.report(diagram.line, "a subgraph is not closed, or `end` stands alone")
    for s in diagram.all("edge", "message", "click", "note", "role"):
        if s.kind == "edge" and s.inside:
            diagram.report(s.line, "an arrow in a box draws its ends into it: write it after `end`")
        several = s.args[0].split(",")
        used = {"click": several, "note": several, "role": several}.get(s.kind, s.args[::2])
        for name in used:
            if name not in declared:
                diagram.report(s.line, f'{name} is not declared: add a line {name}["its label"]')
            elif s.kind == "click" and declared[name].kind == "box":
                diagram.report(s.line, f"{name} is a box, and Mermaid links nodes only")
    return declared


def check_proofs(diagram: Diagram, page: Page) -> None:
    """Each dotted edge names a program that proves it, each sequence one that recorded it."""
    proofs = {s.args[:2]: s for s in diagram.all("proof")}
    dotted = {s.args[::2]: s for s in diagram.all("edge") if s.args[1] == "-.->"}
    for (a, b), s in dotted.items():
        if (a, b) not in proofs and diagram.kind == "architecture":
            line = f"%% proof: {a} -.-> {b}: folder/program.py:region"
            diagram.report(s.line, f"a dotted arrow needs a proof; add: {line}")
    for (a, b), s in proofs.items():
        if (a, b) not in dotted:
            diagram.report(s.line, f"there is no {a} -.-> {b} to prove")
    shown = {f"{e.file}:{e.region}" for e in page.embeds} | {e.file for e in page.embeds}
    for s in diagram.all("proof", "trace"):
        file = page.root / "snippets" / s.args[-1].partition(":")[0]
        if not file.is_file():
            diagram.report(s.line, f"{file} does not exist")
        elif s.args[-1] not in shown:
            diagram.report(s.line, f"show the reader the proof: embed {s.args[-1]} on this page")
        elif s.kind == "trace":
            check_trace(diagram, s, page)
    if diagram.kind == "sequence" and not diagram.all("trace"):
        diagram.report(diagram.line, "name what recorded it: %% trace: folder/program.py:region")


def check_trace(diagram: Diagram, trace: Statement, page: Page) -> None:
    """The calls of a sequence are those that the program printed, in the same order."""
    calls = [text for text in printed(diagram, trace, page) if re.fullmatch(rf"{ID}\(\)", text)]
    drawn = [(s, c) for s in diagram.all("message") for c in CALL.findall(s.label)]
    for one, line in zip_longest(drawn, calls):
        call = f"{one[0].args[2]}.{one[1]}()" if one else "nothing more"
        if call != line:
            where = one[0].line if one else trace.line
            diagram.report(where, f"draws {call}, but the program printed {line or 'no more'}")
            return


def check_picture(diagram: Diagram, page: Page) -> None:
    """A picture that names a program is what this printed, line by line."""
    fence = next(f for f in page.fences if f.line == diagram.line)
    for trace in diagram.all("trace"):
        lines = [t for _, t in fence.lines if not t.startswith(("%% trace: ", "%%{init: "))]
        if lines != printed(diagram, trace, page):
            program = trace.args[0].partition(":")[0]
            diagram.report(trace.line, f"paste what {program} printed into the diagram")


def printed(diagram: Diagram, trace: Statement, page: Page) -> list[str]:
    """The recorded output that a trace names; none, and a problem, if there is none."""
    program, _, region = trace.args[0].partition(":")
    output = (page.root / "snippets" / program).with_suffix(".out")
    try:
        text = output.read_text("utf-8")
        first, last = read_regions(output, text)[region]
    except (OSError, KeyError, SnippetError):
        diagram.report(trace.line, f"{output} has no region {region!r}: record the program")
        return []
    return text.splitlines()[first - 1 : last]


def differences(name: str, versions: dict[str, list[Diagram]]) -> Iterator[str]:
    """Diagrams of one page that do not say the same in all languages."""
    first, *others = versions
    for other in others:
        for a, b in zip_longest(versions[first], versions[other]):
            if not a or not b:
                only, lacks = (a, other) if a else (b, first)
                yield f"{only.page}:{only.line}: docs/{lacks}/{name}.md lacks this diagram"
            elif a.kind != b.kind:
                where = f"{a.page}:{a.line}"
                yield f"{b.page}:{b.line}: is of another kind than its translation {where}"
            else:
                yield from difference(a, b)


def difference(a: Diagram, b: Diagram) -> list[str]:
    for one, two in zip_longest(a.statements, b.statements):
        if not one or not two or one.key != two.key:
            left = " ".join(one.key) if one else "nothing more"
            right = " ".join(two.key) if two else "nothing more"
            here = f"{b.page}:{two.line if two else b.line}"
            there = f"{a.page}:{one.line if one else a.line}"
            return [f"{here}: only labels may differ by language: {right}, but {there}: {left}"]
    return []
