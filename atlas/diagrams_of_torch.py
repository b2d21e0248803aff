"""Check the diagrams of the kinds in `diagrams.TRUE_OF_TORCH` against the installed torch: nodes,
labels, boxes, arrows and calls; of a picture all that it names torch.…, but not the arrows, which
say in their own words what they mean. Imports torch; diagrams.py calls it.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import grimp
import torch

from atlas.mermaid import CALL, Diagram, Statement

PACKAGES = Path(torch.__file__).parents[1]
LIKE_API = re.compile(r"\w*(?:_|\d|[a-z][A-Z]|\w\.\w)[\w.]*", re.A)


def check(diagram: Diagram, declared: dict[str, Statement]) -> None:
    """Report what torch does not bear out. declared: name -> the line that declares it."""
    actors = {name for name, s in declared.items() if s.kind == "actor"}
    objects: dict[str, object] = {}  # those that torch has
    for name, s in declared.items():
        if name in actors or (diagram.kind == "picture" and name.split(".")[0] != "torch"):
            continue
        try:
            objects[name] = resolve(name)
        except (ImportError, AttributeError) as error:
            diagram.report(s.line, f"torch {torch.__version__} has no {name}: {error}")
            continue
        for word in unknown_names(s.label, name, objects[name]):
            diagram.report(s.line, f"{word!r} in the label is no member of {name}")
    for s in diagram.all("box", "node"):
        check_containment(diagram, s.line, s.inside, s.args[0], objects)
    if diagram.kind != "picture":
        check_edges(diagram, objects)
    for s in diagram.all("message"):
        _, arrow, receiver = s.args
        for call in CALL.findall(s.label):
            if arrow == "-->>" or receiver in actors:
                diagram.report(s.line, f"{call}() is a call: draw it with ->> to its object")
            elif receiver in objects and not hasattr(objects[receiver], call):
                diagram.report(s.line, f"{receiver} has no {call}")


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


def unknown_names(label: str, name: str, owner: object) -> Iterator[str]:
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


def check_containment(
    diagram: Diagram, line: int, whole: str, part: str, objects: dict[str, object]
) -> None:
    """A box contains what is drawn in it, and a node what its arrow leads to."""
    known = whole in objects and part in objects
    if known and not contains(objects[whole], part.rpartition(".")[2], objects[part]):
        diagram.report(line, f"{whole} does not contain {part}")


def check_edges(diagram: Diagram, objects: dict[str, object]) -> None:
    for s in diagram.all("edge"):
        source, arrow, target = s.args
        if arrow == "~~~" or source not in objects or target not in objects:
            continue
        a, b = objects[source], objects[target]
        if diagram.kind == "structure" and arrow == "-->":
            check_containment(diagram, s.line, source, target, objects)
        elif diagram.kind == "structure" or arrow == "---":
            diagram.report(s.line, f"{arrow} says nothing in a diagram of kind {diagram.kind}")
        elif arrow == "-->" and not imports(a, b):
            fix = "turn it round, or draw it dotted (-.->) and name a proof"
            diagram.report(s.line, f"nothing in {source} imports {target}: {fix}")
        elif arrow == "-.->" and imports(a, b):
            diagram.report(s.line, f"{source} imports {target}: draw it solid (-->)")


# The list beside the chart of all of torch

LISTED = re.compile(r"^\s*\| `torch\.(\w+)` \|.*\| (?:`(\w+)` )?\|$", re.M)


def list_problems(text: str) -> list[str]:
    """What a list of all public parts of torch lacks, or names and torch has not."""
    listed = dict(LISTED.findall(text))
    public = {m.name for m in pkgutil.iter_modules(torch.__path__) if m.name[0] != "_"}
    found = [f"the list lacks torch.{name}" for name in sorted(public - listed.keys())]
    for name, member in listed.items():
        try:
            resolve(f"torch.{name}.{member}".rstrip("."))
        except (ImportError, AttributeError) as error:
            found.append(f"torch {torch.__version__} has no torch.{name}.{member}: {error}")
    return found


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
