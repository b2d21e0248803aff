"""Read a snippet: its first line, its metadata (PEP 723) and its named regions.

Imports the standard library only, so that it works wherever torch does.
"""

import ast
import functools
import re
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SNIPPETS = ROOT / "snippets"

METADATA = re.compile(r"^# /// script\n((?:#(?: .*)?\n)+?)# ///$", re.M)
MARKER = re.compile(r"--8<-- \[(start|end):([^\]]*)\]")
DEPENDENCY = re.compile(r"^([A-Za-z0-9._-]+)(?:>=([0-9.]+))?$")
SETTINGS = {
    "requires": list,
    "processes": (int, list),
    "fresh": bool,
    "warns": list,
    "varies": list,
    "timeout": int,
    "long": str,
}
MOST_LINES = 80
FEATURES = ("accelerator", "cuda", "mps", "linux")
# Of the module warnings: two functions, and what catch_warnings() can be given.
SILENCERS = ("simplefilter", "filterwarnings", "action")


class SnippetError(Exception):
    """A snippet that cannot be read: says file, line and what to change."""


@dataclass(frozen=True)
class Snippet:
    """One program of the site.

    regions: name -> (first, last) line number of its content, counted from 1.
    requires: features of the machine (see FEATURES) without which it is left out.
    processes: how many torchrun starts; several numbers: it is started that often, one after the
    other, in the same folder; none: it is an ordinary program.
    fresh: it needs an interpreter of its own (it sets environment variables, spawns, …).
    warns: patterns of the warnings that it is allowed, and bound, to raise.
    varies: patterns of printed text that no two machines share (a version, a device's name).
    timeout: seconds after which it is killed.
    long: why it must be one program although it has more than MOST_LINES.
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

    @property
    def name(self) -> str:
        """Path below snippets/ without the ending: "save_load/state_dict"."""
        return self.path.relative_to(snippets_folder(self.path)).with_suffix("").as_posix()

    @property
    def digest(self) -> str:
        return sha256(self.source.encode()).hexdigest()[:16]

    def region_at(self, line: int) -> str:
        """The region that a line lies in; "" outside of all."""
        return next((n for n, (a, b) in self.regions.items() if a <= line <= b), "")


def snippets_folder(path: Path) -> Path:
    """The snippets/ folder that a file lies in (tests make up others than our own)."""
    return next(p for p in path.parents if p.name == "snippets")


def read(path: Path) -> Snippet:
    """Read one file; SnippetError names the file, the line and what is wrong."""

    def fail(line: int, message: str) -> SnippetError:
        return SnippetError(f"{path}:{line}: {message}")

    source = path.read_text("utf-8")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise fail(error.lineno or 1, f"not Python: {error.msg}") from None
    title = ast.get_docstring(tree)
    if not title or "\n" in title:
        raise fail(1, "begin with a docstring of one line that says what the program shows")
    found = METADATA.search(source)
    if not found:
        raise fail(2, "needs its metadata: # /// script … # /// with dependencies (PEP 723)")
    line = source.count("\n", 0, found.start()) + 1
    try:
        metadata = tomllib.loads(re.sub(r"^# ?", "", found[1], flags=re.M))
    except tomllib.TOMLDecodeError as error:
        raise fail(line, f"metadata is not TOML: {error}") from None
    dependencies = tuple(metadata.get("dependencies", ()))
    if not any(d.startswith("torch>=") for d in dependencies):
        raise fail(line, 'metadata needs dependencies with "torch>=…", the oldest that it runs on')
    for dependency in dependencies:
        if not DEPENDENCY.match(dependency):
            raise fail(line, f"write {dependency!r} as name or name>=version")
    settings = metadata.get("tool", {}).get("atlas", {})
    for key, value in settings.items():
        if key not in SETTINGS or not isinstance(value, SETTINGS[key]):
            known = ", ".join(f"{k} ({type_names(t)})" for k, t in SETTINGS.items())
            raise fail(line, f"[tool.atlas] {key} = {value!r}: known are {known}")
    for feature in settings.get("requires", ()):
        if feature not in FEATURES:
            raise fail(line, f"requires {feature!r}: known are {', '.join(FEATURES)}")
    for node in ast.walk(tree):
        field = {ast.Attribute: "attr", ast.alias: "name", ast.keyword: "arg"}.get(type(node), "")
        how = getattr(node, field, "")
        if how in SILENCERS:
            raise fail(node.lineno, f"{how} hides warnings: name them in metadata, warns = […]")
    lines = source.count("\n")
    if lines > MOST_LINES and not settings.get("long"):
        advice = 'or say in its metadata why it must be one: long = "…"'
        raise fail(line, f"{lines} lines: cut it into two programs, {advice}")
    if lines <= MOST_LINES and "long" in settings:
        raise fail(line, f"{lines} lines: it is not long, take long = … out of its metadata")
    if isinstance(settings.get("processes"), int):
        settings["processes"] = [settings["processes"]]
    settings = {k: tuple(v) if isinstance(v, list) else v for k, v in settings.items()}
    return Snippet(path, source, title, dependencies, read_regions(path, source), **settings)


def read_once(path: Path) -> Snippet:
    """The same for a build, which asks for a program on every page that shows it."""
    return _read_once(path, path.stat().st_mtime_ns)


@functools.cache
def _read_once(path: Path, changed: int) -> Snippet:
    return read(path)


def type_names(kind: type | tuple[type, ...]) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return " or ".join(k.__name__ for k in kinds)


def read_regions(path: Path, text: str) -> dict[str, tuple[int, int]]:
    """Named regions of a program or of its recorded output; nesting and repeats are errors."""
    regions: dict[str, tuple[int, int]] = {}
    opened: tuple[str, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        for kind, name in MARKER.findall(line):
            if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
                raise SnippetError(f"{path}:{number}: name regions in lower case: {name!r}")
            if kind == "start" and (opened or name in regions):
                raise SnippetError(f"{path}:{number}: region {name!r} nests or repeats")
            if kind == "end" and (not opened or opened[0] != name):
                raise SnippetError(f"{path}:{number}: region {name!r} ends but is not open")
            if kind == "end":
                regions[name] = (opened[1] + 1, number - 1)
            opened = (name, number) if kind == "start" else None
    if opened:
        raise SnippetError(f"{path}:{opened[1]}: region {opened[0]!r} never ends")
    return regions


def find(folder: Path = SNIPPETS) -> list[Path]:
    """All programs below a snippets/ folder."""
    return sorted(folder.rglob("*.py"))


def missing(snippet: Snippet, features: set[str]) -> str:
    """Why a snippet cannot run here ("" if it can): a package or a feature that is not here."""
    for dependency in snippet.dependencies:
        name, least = DEPENDENCY.match(dependency).groups()
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


def release(text: str) -> tuple[int, ...]:
    """Numbers of a version: "2.13.0+cpu" -> (2, 13, 0); a nightly counts as its release."""
    numbers = [int(n) for n in re.match(r"[0-9.]*[0-9]", text)[0].split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))
