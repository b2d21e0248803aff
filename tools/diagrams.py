"""Hold the Mermaid diagrams of the pages against the installed torch.

`problems(docs, snippets)` says, with file and line, what is untrue, dead, unproven or not
understood; tools/mermaid.py reads them.
"""

import ast
import importlib
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin, urlsplit

import grimp
import torch

from tools.mermaid import CALL, ID, Diagram, Statement, read
from tools.snippets import SnippetError, read_regions

PACKAGES = Path(torch.__file__).parents[1]
TRUE_OF_TORCH = ("structure", "architecture", "sequence")

HEADING = re.compile(r"#{1,6} .*\{[^}]*#([\w-]+)[^}]*\}\s*")
LIKE_API = re.compile(r"\w*(?:_|\d|[a-z][A-Z]|\w\.\w)[\w.]*", re.A)


def problems(docs: Path, snippets: Path) -> list[str]:
    """All that is wrong with the diagrams of docs/<language>/**/*.md."""
    found: list[str] = []
    folders = sorted(f for f in docs.iterdir() if f.is_dir())
    pages = sorted({p.relative_to(f) for f in folders for p in f.rglob("*.md")})
    for page in pages:
        versions = {f: read(f / page) for f in folders if (f / page).exists()}
        for folder, diagrams in versions.items():
            for diagram in diagrams:
                check(diagram, folder, snippets)
                found += diagram.problems
        found += differences(page, folders, versions)
    return found


# Checking


def check(diagram: Diagram, folder: Path, snippets: Path) -> None:
    if not diagram.kind:
        return
    declared = check_names(diagram)
    for click in diagram.all("click"):
        if trouble := dead(click.args[1], diagram.page, folder):
            diagram.report(click.line, f"click {click.args[0]}: {trouble}")
    if diagram.kind not in TRUE_OF_TORCH:
        return
    objects = {n: find(diagram, s) for n, s in declared.items() if s.args[0] != "actor"}
    for name, statement in declared.items():
        if name in objects and objects[name] is not None:
            for word in strangers(statement.label, name, objects[name]):
                diagram.report(statement.line, f"{word!r} in the label is no member of {name}")
    for check_one in (check_boxes, check_edges, check_clicks, check_messages):
        check_one(diagram, objects)
    check_proofs(diagram, snippets)


def check_names(diagram: Diagram) -> dict[str, Statement]:
    """Everything is declared once, and nothing is used that is not declared."""
    declared: dict[str, Statement] = {}
    depth = 0
    for s in diagram.statements:
        depth += (s.kind == "box") - (s.kind == "end")
        if s.kind in ("node", "box", "participant"):
            name = s.args[1] if s.kind == "participant" else s.args[0]
            if name in declared:
                diagram.report(s.line, f"{name} is declared twice: line {declared[name].line}")
            declared[name] = s
        if s.kind == "edge" and depth:
            diagram.report(s.line, "an arrow in a box draws its ends into it: write it after `end`")
    if depth:
        diagram.report(diagram.line, "a subgraph is not closed, or `end` stands alone")
    for s in diagram.all("edge", "message", "click", "note"):
        used = {"click": s.args[:1], "note": s.args[0].split(",")}.get(s.kind, s.args[::2])
        for name in used:
            if name not in declared:
                diagram.report(s.line, f'{name} is not declared: add a line {name}["its label"]')
            elif s.kind == "click" and declared[name].kind == "box":
                diagram.report(s.line, f"{name} is a box, and Mermaid links nodes only")
    return declared


def find(diagram: Diagram, statement: Statement) -> object:
    """The object that a node stands for; None, and a problem, if there is none."""
    name = statement.args[1] if statement.kind == "participant" else statement.args[0]
    try:
        return resolve(name)
    except (ImportError, AttributeError) as error:
        diagram.report(statement.line, f"torch {torch.__version__} has no {name}: {error}")
        return None


def resolve(name: str) -> object:
    """ "torch.nn.Linear" -> the class."""
    first, *rest = name.split(".")
    if first != "torch":
        raise ImportError("an id is a dotted path that begins with torch")
    found: object = torch
    path = first
    for part in rest:
        path += f".{part}"
        if not hasattr(found, part) and isinstance(found, ModuleType):
            importlib.import_module(path)
        found = getattr(found, part)
    return found


def contains(whole: object, name: str, part: object) -> bool:
    """`part` is a submodule of `whole`, or its attribute `name` and not merely imported there."""
    inside = getattr(whole, "__name__", "") + "."
    if isinstance(part, ModuleType):
        return part.__name__.startswith(inside)
    if getattr(whole, name, None) is not part:
        return False
    if not isinstance(whole, ModuleType) or not (inspect.isclass(part) or inspect.isfunction(part)):
        return True
    return f"{part.__module__}.".startswith(inside)


def strangers(label: str, name: str, owner: object) -> Iterator[str]:
    """API names in a label that are neither the node's own name nor a member of its object.

    A part without a space is an API name; in prose, what is written like one.
    """
    for part in re.split(r"<br/?>|·", label):
        words = LIKE_API.findall(part) if " " in part.strip() else [part.strip()]
        for word in words:
            bare = word.removesuffix("()")
            if not re.search("[A-Za-z]", word) or f".{name}".endswith(f".{bare}"):
                continue
            member = inspect.getattr_static(owner, bare, None) and getattr(owner, bare, None)
            if member is None or not contains(owner, bare, member):
                yield word


def check_boxes(diagram: Diagram, objects: dict[str, object]) -> None:
    """A box contains what is drawn in it."""
    around: list[str] = []
    for s in diagram.statements:
        if s.kind in ("box", "node") and around:
            check_containment(diagram, s.line, around[-1], s.args[0], objects)
        if s.kind == "box":
            around.append(s.args[0])
        elif s.kind == "end" and around:
            around.pop()


def check_containment(
    diagram: Diagram, line: int, whole: str, part: str, objects: dict[str, object]
) -> None:
    a, b = objects.get(whole), objects.get(part)
    if a is not None and b is not None and not contains(a, part.rpartition(".")[2], b):
        diagram.report(line, f"{whole} does not contain {part}")


def check_edges(diagram: Diagram, objects: dict[str, object]) -> None:
    for s in diagram.all("edge"):
        source, arrow, target = s.args
        a, b = objects.get(source), objects.get(target)
        if arrow == "~~~" or a is None or b is None:
            continue
        if diagram.kind == "structure" and arrow == "-->":
            check_containment(diagram, s.line, source, target, objects)
        elif diagram.kind == "structure" or arrow == "---":
            diagram.report(s.line, f"{arrow} says nothing in a diagram of kind {diagram.kind}")
        elif arrow == "-->" and not imports(a, b):
            mend = "turn it round, or draw it dotted (-.->) and name a proof"
            diagram.report(s.line, f"nothing in {source} imports {target}: {mend}")
        elif arrow == "-.->" and imports(a, b):
            diagram.report(s.line, f"{source} imports {target}: draw it solid (-->)")


def check_clicks(diagram: Diagram, objects: dict[str, object]) -> None:
    clicked = {s.args[0] for s in diagram.all("click")}
    for s in diagram.all("node"):
        if s.args[0] not in clicked:
            diagram.report(s.line, f'{s.args[0]} leads nowhere: add click {s.args[0]} "…"')


def check_messages(diagram: Diagram, objects: dict[str, object]) -> None:
    for s in diagram.all("message"):
        _, arrow, receiver = s.args
        for call in CALL.findall(s.label):
            if arrow == "-->>" or receiver not in objects:
                diagram.report(s.line, f"{call}() is a call: draw it with ->> to its object")
            elif objects[receiver] is not None and not hasattr(objects[receiver], call):
                diagram.report(s.line, f"{receiver} has no {call}")


def check_proofs(diagram: Diagram, snippets: Path) -> None:
    """Each dotted edge names a program that proves it, each sequence one that recorded it."""
    proofs = {s.args[:2]: s for s in diagram.all("proof")}
    dotted = {(s.args[0], s.args[2]): s for s in diagram.all("edge") if s.args[1] == "-.->"}
    for pair, s in dotted.items():
        if pair not in proofs and diagram.kind == "architecture":
            line = f"%% proof: {pair[0]} -.-> {pair[1]}: folder/program.py:region"
            diagram.report(s.line, f"a dotted arrow needs a proof; add: {line}")
    for pair, s in proofs.items():
        if pair not in dotted:
            diagram.report(s.line, f"there is no {pair[0]} -.-> {pair[1]} to prove")
    for s in diagram.all("proof", "trace"):
        embed = f'--8<-- "{s.args[-1]}'
        file = snippets / s.args[-1].partition(":")[0]
        if not file.is_file():
            diagram.report(s.line, f"{file} does not exist")
        elif not re.search(rf'{re.escape(embed)}[:"]', diagram.page.read_text("utf-8")):
            diagram.report(s.line, f"show the reader the proof: embed {s.args[-1]} on this page")
        elif s.kind == "trace":
            check_trace(diagram, s, snippets)
    if diagram.kind == "sequence" and not diagram.all("trace"):
        diagram.report(diagram.line, "name what recorded it: %% trace: folder/program.py:region")


def check_trace(diagram: Diagram, trace: Statement, snippets: Path) -> None:
    """The calls of a sequence are those that the program printed, in the same order."""
    program, _, region = trace.args[0].partition(":")
    output = (snippets / program).with_suffix(".out")
    try:
        text = output.read_text("utf-8")
        first, last = read_regions(output, text)[region]
    except (OSError, KeyError, SnippetError):
        diagram.report(trace.line, f"{output} has no region {region!r}: record the program")
        return
    printed = [t for t in text.splitlines()[first - 1 : last] if re.fullmatch(rf"{ID}\(\)", t)]
    drawn = [(s, c) for s in diagram.all("message") for c in CALL.findall(s.label)]
    for one, line in zip_longest(drawn, printed):
        call = f"{one[0].args[2]}.{one[1]}()" if one else "nothing more"
        if call != line:
            where = one[0].line if one else trace.line
            diagram.report(where, f"draws {call}, but the program printed {line or 'no more'}")
            return


# What torch's own files say


@cache
def import_graph() -> grimp.ImportGraph:
    return grimp.build_graph("torch", exclude_type_checking_imports=True, cache_dir=None)


def imports(a: object, b: object) -> bool:
    """Does a file of `a` import `b` directly: the module or one inside it, the class by its name?

    The files of a module are its own and those of its submodules; a class has the file that its
    methods were written in.
    """
    graph, own = import_graph(), modules(a)
    pairs = [(m, n) for m in own for n in graph.find_modules_directly_imported_by(m)]
    if isinstance(b, ModuleType):
        return any(n in modules(b) - own for _, n in pairs)
    name = getattr(b, "__name__", "")
    return any(
        name in imported_names(m).get(detail["line_number"], ())
        and getattr(importlib.import_module(n), name, None) is b
        for m, n in pairs
        for detail in graph.get_import_details(importer=m, imported=n)
    )


def modules(thing: object) -> set[str]:
    if isinstance(thing, ModuleType):
        return {thing.__name__, *import_graph().find_descendants(thing.__name__)}
    functions = [f for f in (thing, *vars(thing).values()) if inspect.isfunction(f)]
    files = Counter(f.__code__.co_filename for f in functions).most_common(1)
    places = (Path(file).relative_to(PACKAGES).with_suffix("") for file, _ in files)
    return {".".join(place.parts).removesuffix(".__init__") for place in places}


@cache
def imported_names(module: str) -> dict[int, list[str]]:
    """Line number -> the names that the `from … import …` there asks for."""
    path = PACKAGES.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return {n.lineno: [a.name for a in n.names] for n in nodes if isinstance(n, ast.ImportFrom)}


# Where a click leads, and whether the languages agree


def dead(url: str, page: Path, folder: Path) -> str:
    """What is wrong with a link, followed as a browser would from the page's own address."""
    if urlsplit(url).netloc or url.startswith("/"):
        return f"write {url} relative to this page"
    here = page.relative_to(folder).with_suffix("").as_posix()
    # Two folders above the pages show a link that leaves the language.
    home = "http://site/base/language/"
    base = home if here == "index" else f"{home}{here.removesuffix('/index')}/"
    path, _, anchor = urljoin(base, url).partition("#")
    if not path.startswith(home) or not path.endswith("/"):
        return f"{url} must stay in this language and, before the #, end with a slash"
    place = path.removeprefix(home).strip("/")
    files = [folder / place / "index.md"] + ([folder / f"{place}.md"] if place else [])
    target = next((f for f in files if f.is_file()), None)
    if not target:
        return f"{url} leads to no page: {' and '.join(map(str, files))} do not exist"
    if anchor not in {"", *headings(target)}:
        return f"{target} has no heading {{ #{anchor} }}"
    return ""


def headings(page: Path) -> set[str]:
    found = (HEADING.fullmatch(line) for line in page.read_text("utf-8").splitlines())
    return {match[1] for match in found if match}


def differences(page: Path, folders: list[Path], versions: dict[Path, list[Diagram]]) -> list[str]:
    """Diagrams of one page that do not say the same in all languages."""
    first, *others = folders
    found = []
    for other in others:
        for a, b in zip_longest(versions.get(first, []), versions.get(other, [])):
            if not a or not b:
                lonely, missing = a or b, other if a else first
                found.append(f"{lonely.page}:{lonely.line}: has no twin in {missing / page}")
            elif a.kind != b.kind:
                found.append(f"{b.page}:{b.line}: its twin is of another kind: {a.page}:{a.line}")
            else:
                found += difference(a, b)
    return found


def difference(a: Diagram, b: Diagram) -> list[str]:
    for one, two in zip_longest(a.statements, b.statements):
        if not one or not two or one.key != two.key:
            left = " ".join(one.key) if one else "nothing more"
            right = " ".join(two.key) if two else "nothing more"
            here = f"{b.page}:{two.line if two else b.line}"
            there = f"{a.page}:{one.line if one else a.line}"
            return [f"{here}: only labels may differ by language: {right}, but {there}: {left}"]
    return []
