"""Promise: atlas/ works without MkDocs, its quick checks without torch too, and hooks.py does no
more than hand over."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.snippets import ROOT

REFUSE = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names}:
            raise ModuleNotFoundError(f"{{name}} is not here")

sys.meta_path.insert(0, Refuse())
"""
PAGE = """
import importlib, pkgutil
import atlas
from atlas import links, markdown_export, pages, verified
from atlas.snippets import ROOT

for module in pkgutil.iter_modules(atlas.__path__):
    importlib.import_module(f"atlas.{module.name}")

page = pages.Page(ROOT / "docs/en/save-load/state-dict.md")
assert [h.id for h in page.headings] and page.links and page.programs
blocks = [b.code for b in pages.blocks(page) if b.fence.language == "python"]
assert len(blocks) > 1 and "torch.save(" in "".join(blocks)
whole = verified.add_programs(page.text, "save-load/state-dict.md", "en", "")
assert "{ #run-it-yourself }" in whole
shown = pages.expanded(whole)
assert "torch.save(" in shown and "--8<--" not in shown
copy = markdown_export.Converter("Output:", str, str).convert(shown)
assert "torch.save(" in copy and "## Run it yourself\\n" in copy
"""
CHECKS = """
from atlas import check

for run in check.ON_FOLDER.values():
    run(check.ROOT)
for run in check.OURS.values():
    run()
"""


def run(code: str, *refused: str) -> subprocess.CompletedProcess[str]:
    """Runs Python code where some packages cannot be imported."""
    command = [sys.executable, "-c", REFUSE.format(names=refused) + code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("code", "refused"),
    [(PAGE, ["mkdocs"]), (CHECKS, ["mkdocs", "torch", "playwright"])],
    ids=["a page", "the quick checks"],
)
def test_it_works_without(code: str, refused: list[str]) -> None:
    done = run(code, *refused)
    assert not done.returncode, done.stderr


def test_what_is_refused_cannot_be_imported() -> None:
    assert "mkdocs is not here" in run("import hooks", "mkdocs").stderr


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of all that is imported, also within functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def uses_mkdocs(path: Path) -> list[str]:
    found = imports(ast.parse(path.read_text("utf-8")))
    return [f"{path}:{n}: imports {name}" for n, name in found if name.startswith("mkdocs.")]


def test_no_module_of_it_imports_mkdocs() -> None:
    assert [found for path in sorted(ROOT.glob("atlas/*.py")) for found in uses_mkdocs(path)] == []
    assert uses_mkdocs(ROOT / "hooks.py")


def problems(source: str) -> list[str]:
    """What an adapter should not do: keep state, change where modules are found, use what MkDocs
    keeps to itself."""
    tree = ast.parse(source)
    found = [
        f"{n}: imports {x}" for n, x in imports(tree) if x.partition(".")[0] == "sys" or "._" in x
    ]
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None and not is_constant(value):
            found.append(f"{node.lineno}: keeps state: {ast.unparse(node)}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            found.append(f"{node.lineno}: keeps state: {ast.unparse(node)}")
        if isinstance(node, ast.FunctionDef):
            named = [ast.unparse(decorator) for decorator in node.decorator_list]
            found += [f"{node.lineno}: keeps state: @{name}" for name in named if "cache" in name]
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            found.append(f"{node.lineno}: uses {ast.unparse(node)}")
    return found


def is_constant(value: ast.expr) -> bool:
    """A constant, or the object that logging makes of one."""
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) == "logging.getLogger"
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(isinstance(part, ast.Constant) for part in parts)


def test_hooks_are_thin() -> None:
    assert problems((ROOT / "hooks.py").read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "import sys",
        "from sys import path",
        "from mkdocs.commands.build import _build_page",
        "from mkdocs._private import build",
        "seen = {}",
        "seen: list[str] = []",
        "stamps = Stamps()",
        "def f():\n    global seen",
        "@functools.cache\ndef f(): pass",
        "def f(page): page._set_canonical_url('')",
    ],
)
def test_what_makes_them_thick_is_reported(line: str) -> None:
    assert len(problems(line)) == 1
