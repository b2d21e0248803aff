"""Promise: every command that a message, a comment, the README or a workflow names exists, and
takes the arguments that it is given there."""

import argparse
import importlib
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

import dev
from atlas.snippets import ROOT, unknown

FOLDERS = (
    "atlas",
    "measure",
    "benchmarks",
    "cards",
    "plots",
    "snippets",
    "tests",
    "theme",
    ".github",
)
OURS = ("atlas", "measure")
SUFFIXES = {".py", ".md", ".yml", ".toml", ".html", ".js", ".json"}
COMMAND = re.compile(r"(?:\bpython3?|/python(?:\.exe)?) (?P<what>dev\.py|-m [\w.]*\w)(?P<rest>.*)")
# What a message fills in, and what ends a command: prose, or the shell's own signs.
FILLED = re.compile(r"\{[^{}]*\}|<[\w-]+>|[A-Z]+ ?(?:…|\.\.\.)")
END = re.compile(r"[`\"'(),;:#|&]|</|\\| [>&]|  +|\.(?: |$)|$")


def written() -> list[Path]:
    """The project's own files, but for this one, which names commands that do not exist."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    files = [path for path in [*ROOT.glob("*"), *files] if path.suffix in SUFFIXES]
    return sorted(path for path in files if path.name != Path(__file__).name)


def commands(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """(line, "dev.py" or a module, its arguments) of each command in a text."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in COMMAND.finditer(FILLED.sub("NAME", line)):
            rest = found["rest"]
            words = rest[: END.search(rest).start()].replace("[", " ").replace("]", " ").split()
            yield number, found["what"].removeprefix("-m "), words


def problems(text: str) -> list[str]:
    """Commands that do not exist, or do not take these arguments."""
    found = []
    for number, what, words in commands(text):
        problem = of_dev(words) if what == "dev.py" else of_module(what, words)
        found += [f"{number}: {problem}"] if problem else []
    return found


def of_dev(words: list[str]) -> str:
    if not words:
        return "name a command of dev.py"
    name, *arguments = words
    if name == "help":
        return ""
    if name not in dev.COMMANDS:
        return unknown("command", name, dev.COMMANDS)
    module = {"diagrams": "drawings"}.get(name, name)  # atlas/diagrams.py checks what they say
    for package in OURS:
        if importlib.util.find_spec(f"{package}.{module}"):
            return of_module(f"{package}.{module}", arguments)
    explained = next(line for line in dev.__doc__.splitlines() if f"dev.py {name} " in line)
    given = [word for word in arguments if word.startswith("--")]
    return next((f"dev.py {name} explains no {w}" for w in given if w not in explained), "")


def of_module(name: str, words: list[str]) -> str:
    try:
        exists = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        exists = None
    if not exists:
        return f"there is no module {name}"
    if not name.startswith(tuple(f"{package}." for package in OURS)) or "--help" in words:
        return ""
    if "ArgumentParser" not in Path(str(exists.origin)).read_text("utf-8"):
        return f"{name} takes no arguments: {words}" if words else ""
    try:
        parser_of(name).parse_args(words)
    except argparse.ArgumentError as error:
        return f"{name}: {error}"
    return ""


class Asked(Exception):
    """Raised in place of parsing the arguments."""


@cache
def parser_of(name: str) -> argparse.ArgumentParser:
    """What the module parses its arguments with. It does nothing before."""

    def ask(parser: argparse.ArgumentParser) -> None:
        raise Asked(parser)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Asked) as asked:
        patch.setattr(argparse.ArgumentParser, "parse_args", ask)
        importlib.import_module(name).main()
    parser: argparse.ArgumentParser = asked.value.args[0]
    parser.error = refuse  # in place of the end of the process
    return parser


def refuse(message: str) -> NoReturn:
    raise argparse.ArgumentError(None, message)


def test_every_command_that_is_named_exists() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{problem}"
        for path in written()
        for problem in problems(path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_commands_are_found_where_they_are_named() -> None:
    named = {path.name for path in written() if list(commands(path.read_text("utf-8")))}
    assert {"README.md", "test.yml", "record.py", "check.py", "dev.py", "search.py"} <= named


@pytest.mark.parametrize(
    "text",
    [
        "`python dev.py record <area>/<name>` runs it",
        'fix = f"python dev.py record {snippet.name}, or"',
        "run: .venv/bin/python -m atlas.record --check --device cuda",
        "  python dev.py vendor [--check]      renew the copies",
        "python dev.py screenshots --all FOLDER (all of them)",
        "python dev.py plots [NAME …]",
        "python dev.py serve --port {free}",
        "Run it again: python dev.py build && .venv/bin/python -m benchmarks.search > search.out",
        "python -m pytest --anything",
    ],
)
def test_good_advice_passes(text: str) -> None:
    assert list(commands(text)) and problems(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("run `python dev.py`", "1: name a command of dev.py"),
        ("\npython dev.py rekord x", "2: unknown command 'rekord': did you mean 'record'?"),
        ("`python dev.py vendor --renew`", "1: atlas.vendor: unrecognized arguments: --renew"),
        ("python dev.py cards {name}", "1: atlas.cards: unrecognized arguments: NAME"),
        ("`python dev.py check all`", "1: atlas.check takes no arguments: ['all']"),
        ("python dev.py lock --new", "1: dev.py lock explains no --new"),
        (".venv/bin/python -m tools.plots x", "1: there is no module tools.plots"),
        ("python -m atlas.recorder", "1: there is no module atlas.recorder"),
        ("python -m atlas.record --device tpu", "1: atlas.record: argument --device: invalid"),
    ],
)
def test_a_command_that_does_not_exist_is_reported(text: str, problem: str) -> None:
    [found] = problems(text)
    assert found.startswith(problem)
