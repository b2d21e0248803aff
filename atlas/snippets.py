"""Read a snippet: its first line, its metadata (PEP 723) and its named regions.

Imports the standard library only, so that it works wherever torch does.
"""

import ast
import difflib
import functools
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import MISSING, dataclass, fields
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]
SNIPPETS = ROOT / "snippets"

METADATA = re.compile(r"^# /// script\n((?:#(?: .*)?\n)+?)# ///$", re.M)
MARKER = re.compile(r"--8<-- \[(start|end):([^\]]*)\]")
DEPENDENCY = re.compile(r"^([A-Za-z0-9._-]+)(?:>=([0-9.]+))?$")
FEATURES = ("accelerator", "cuda", "mps", "linux")
LONGEST = 80  # lines of a program that does not say why it is longer
Read = TypeVar("Read")
# Of the module warnings: two functions, and what catch_warnings() can be given.
SILENCERS = ("simplefilter", "filterwarnings", "action")


class SnippetError(Exception):
    """A snippet that cannot be read: one line with file, line and what to change."""


@dataclass(frozen=True)
class Snippet:
    """One program of the site.

    regions: name -> (first, last) line number of its content, counted from 1.
    requires: features of the machine (see FEATURES) without which it is left out.
    processes: how many torchrun starts; several numbers: it is started that often, one after the
    other, in the same folder; none: it is an ordinary program.
    fresh: it needs an interpreter of its own (it sets environment variables, spawns, …).
    warns: patterns of the warnings that it must raise; any other warning is an error.
    varies: patterns of printed text that no two machines share (a version, a device's name).
    timeout: seconds after which it is killed.
    long: why it must be one program although it has more than LONGEST lines.
    """

    path: Path
    source: str
    title: str
    dependencies: tuple[str, ...]
    regions: dict[str, tuple[int, int]]
    requires: tuple[str, ...] = ()
    processes: tuple[int, ...] = ()
    fresh: bool = False
    warns: tuple[str, ...] = ()
    varies: tuple[str, ...] = ()
    timeout: int = 60
    long: str = ""

    @functools.cached_property
    def name(self) -> str:
        """Path below snippets/ without the ending: "save_load/state_dict"."""
        return name_of(self.path)

    @functools.cached_property
    def digest(self) -> str:
        return sha256(self.source.encode()).hexdigest()[:16]


# What [tool.atlas] may hold, and what counts where it does not say.
SETTINGS = {f.name: f.default for f in fields(Snippet) if f.default is not MISSING}


def snippets_folder(path: Path) -> Path:
    """The snippets/ folder that a file lies in (tests make up others than our own)."""
    return next(p for p in path.parents if p.name == "snippets")


def name_of(path: Path) -> str:
    return path.relative_to(snippets_folder(path)).with_suffix("").as_posix()


def once_per_change(read: Callable[[Path], Read]) -> Callable[[Path], Read]:
    """What reads a file, made to read it again only after it has changed."""
    cached = functools.cache(lambda path, _changed: read(path))
    return lambda path: cached(path, path.stat().st_mtime_ns if path.exists() else 0)


def read(path: Path) -> Snippet:
    """Read one file; SnippetError names the file, the line and what is wrong."""
    try:
        source = path.read_text("utf-8")
        tree = ast.parse(source)
    except FileNotFoundError:
        names = [name_of(p) for p in find(snippets_folder(path))]
        raise SnippetError(f"{path}:1: {unknown('program', name_of(path), names)}") from None
    except SyntaxError as error:
        raise SnippetError(f"{path}:{error.lineno or 1}: not Python: {error.msg}") from None
    title = ast.get_docstring(tree)
    if not title or "\n" in title:
        want = "begin with a docstring of one line that says what the program shows"
        raise SnippetError(f"{path}:1: {want}")
    _check_code(path, tree)
    dependencies, settings = _metadata(path, source)
    lines = len(source.splitlines())
    if lines > LONGEST and not settings.get("long"):
        want = 'cut it into two programs, or say why it must be one: [tool.atlas] long = "…"'
        raise SnippetError(f"{path}:{LONGEST + 1}: has {lines} lines, more than {LONGEST}: {want}")
    if lines <= LONGEST and settings.get("long"):
        raise SnippetError(f"{path}:1: has {lines} lines: take `long` out of its metadata")
    return Snippet(path, source, title, dependencies, read_regions(path, source), **settings)


def _metadata(path: Path, source: str) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The dependencies and the settings of [tool.atlas], with lists as tuples."""
    found = METADATA.search(source)
    if not found:
        want = "needs its metadata: # /// script … # /// with dependencies (PEP 723)"
        raise SnippetError(f"{path}:2: {want}")
    where = f"{path}:{source.count(chr(10), 0, found.start()) + 1}"
    try:
        metadata = tomllib.loads(re.sub(r"^# ?", "", found[1], flags=re.M))
    except tomllib.TOMLDecodeError as error:
        raise SnippetError(f"{where}: metadata is not TOML: {error}") from None
    tools = metadata.get("tool", {})
    settings = tools.get("atlas", {})
    if isinstance(settings.get("processes"), int):
        settings["processes"] = [settings["processes"]]
    for key, value in settings.items():
        default = SETTINGS.get(key, value)
        kind = list if isinstance(default, tuple) else type(default)
        if not isinstance(value, kind):
            kinds = "int or list" if key == "processes" else kind.__name__
            raise SnippetError(f"{where}: [tool.atlas] {key} = {value!r}: write it as {kinds}")
    for what, given, known in (
        ("metadata", metadata, ("dependencies", "requires-python", "tool")),
        ("metadata", tools, ("atlas",)),
        ("[tool.atlas]", settings, SETTINGS),
        ("requires", settings.get("requires", ()), FEATURES),
    ):
        for name in given:
            if name not in known:
                raise SnippetError(f"{where}: {unknown(what, name, known)}")
    dependencies = tuple(metadata.get("dependencies", ()))
    if not any(d.startswith("torch>=") for d in dependencies):
        want = 'metadata needs dependencies with "torch>=…", the oldest that it runs on'
        raise SnippetError(f"{where}: {want}")
    for dependency in dependencies:
        if not DEPENDENCY.match(dependency):
            raise SnippetError(f"{where}: write {dependency!r} as name or name>=version")
    return dependencies, {k: tuple(v) if isinstance(v, list) else v for k, v in settings.items()}


def _check_code(path: Path, tree: ast.Module) -> None:
    """A program must be able to fail, and may not hide its warnings."""
    recorded = [line for node in ast.walk(tree) for line in _shown_in_full(node)]
    for node in ast.walk(tree):
        field = {ast.Attribute: "attr", ast.alias: "name", ast.keyword: "arg"}.get(type(node), "")
        line = getattr(node, "lineno", 1)
        if (how := getattr(node, field, "")) in SILENCERS and line not in recorded:
            want = f"{how} hides warnings: name them in metadata, warns = […]"
            raise SnippetError(f"{path}:{line}: {want}")
    if not any(isinstance(node, ast.Assert) for node in ast.walk(tree)):
        raise SnippetError(f"{path}:1: has no assert: add one that fails if its point is false")


def _shown_in_full(node: ast.AST) -> list[int]:
    """The line `warnings.simplefilter("always")` that a block begins with which records warnings:
    what Python hides by itself is there for the program's asserts."""
    if (
        isinstance(node, ast.With)
        and ast.unparse(node.body[0]) == "warnings.simplefilter('always')"
    ):
        calls = [ast.unparse(item.context_expr) for item in node.items]
        if "warnings.catch_warnings(record=True)" in calls:
            return [node.body[0].lineno]
    return []


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """One line for a name that does not exist: the nearest one, or all of a short list."""
    known = sorted(known)
    advice = f": known are {', '.join(known)}" if len(known) < 9 else ""
    inside = [one for one in known if one.endswith(f"/{name}")]  # without its folder
    if near := inside or difflib.get_close_matches(name, known, 1):
        advice = f": did you mean {near[0]!r}?"
    return f"unknown {what} {name!r}{advice}"


read_once = once_per_change(read)  # a build asks for a program on every page that shows it


def read_all(folder: Path = SNIPPETS) -> tuple[list[Snippet], list[str]]:
    """Every program that can be read, and one line for each that cannot."""
    found, errors = [], []
    for path in find(folder):
        try:
            found.append(read_once(path))
        except SnippetError as error:
            errors.append(str(error))
    return found, errors


def read_regions(path: Path, text: str) -> dict[str, tuple[int, int]]:
    """Named regions of a program or of its recorded output; nesting and repeats are errors."""
    regions: dict[str, tuple[int, int]] = {}
    opened, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        for kind, name in MARKER.findall(line):
            if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
                raise SnippetError(f"{path}:{number}: name regions in lower case: {name!r}")
            if kind == "start" and (opened or name in regions):
                raise SnippetError(f"{path}:{number}: region {name!r} nests or repeats")
            if kind == "end" and name != opened:
                raise SnippetError(f"{path}:{number}: region {name!r} ends but is not open")
            if kind == "start":
                opened, start = name, number
            else:
                regions[name], opened = (start + 1, number - 1), ""
    if opened:
        raise SnippetError(f"{path}:{start}: region {opened!r} never ends")
    return regions


def output_file(snippet: Snippet, device: str = "cpu") -> Path:
    """x.out; where another device, or another release of torch, prints something else, x.cuda.out
    or x.2.15.0.out beside it."""
    return snippet.path.with_suffix(".out" if device == "cpu" else f".{device}.out")


def recorded_regions(snippet: Snippet, device: str = "cpu") -> dict[str, str]:
    """The text of each region of the output recorded on a device; none if there is none."""
    out = output_file(snippet, device)
    if not out.exists():
        return {}
    text = out.read_text("utf-8")
    lines = text.splitlines()
    regions = read_regions(out, text).items()
    return {name: "\n".join(lines[first - 1 : last]) for name, (first, last) in regions}


def find(folder: Path = SNIPPETS) -> list[Path]:
    """All programs below a snippets/ folder."""
    return sorted(folder.rglob("*.py"))


def missing(snippet: Snippet, features: set[str]) -> str:
    """Why a snippet cannot run here ("" if it can): a package or a feature that is not here."""
    for dependency in snippet.dependencies:
        name, _, least = dependency.partition(">=")
        try:
            here = version(name)
        except PackageNotFoundError:
            return f"needs {dependency}, which is not installed"
        if least and release(here) < release(least):
            return f"needs {dependency}, here is {here}"
    for feature in snippet.requires:
        if feature not in features:
            return f"needs {feature}, which this machine does not offer"
    return ""


@functools.cache
def release(text: str) -> tuple[int, ...]:
    """Numbers of a version: "2.13.0+cpu" -> (2, 13, 0); a nightly counts as its release."""
    numbers = [int(n) for n in re.split(r"[^\d.]", text)[0].split(".") if n]
    return tuple(numbers + [0] * (3 - len(numbers)))
