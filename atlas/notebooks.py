"""Execute the notebooks, compare them with what is committed, record them: `record NAME`.

A notebook exists once in each language: its prose differs, its code and its outputs do not. So it
is executed once. A code cell whose output differs from machine to machine says where, as a snippet
does: `"varies": ["regex", …]` in the cell's metadata.
"""

import base64
import os
import re
import sys
import tempfile
import zlib
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from atlas.outputs import normalise, same
from atlas.pages import Text
from atlas.snippets import ROOT

DOCS = ROOT / "docs"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
PNG = re.compile(r"data:image/png;base64,([\w+/=]+)")
MACHINE = re.compile(r"(?i)(?<![\w.])(?:/(?:home|users|root|tmp|var|work|mnt)|[a-z]:\\+\w+)[/\\]")


def find(docs: Path = DOCS) -> dict[str, list[Path]]:
    """Name -> the file of each language, English first."""
    found: dict[str, list[Path]] = {}
    for path in sorted(docs.glob("*/**/*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            name = path.relative_to(docs).with_suffix("").as_posix().partition("/")[2]
            found.setdefault(name, []).append(path)
    return found


def read(path: Path) -> NotebookNode:
    return nbformat.reads(path.read_text("utf-8"), as_version=4)


def write(notebook: NotebookNode, path: Path) -> None:
    path.write_text(nbformat.writes(notebook) + "\n", "utf-8", newline="\n")


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def execute(notebook: NotebookNode) -> NotebookNode:
    """A copy with the outputs of now: run in an empty folder, without anyone's IPython set-up."""
    result = nbformat.from_dict(notebook)
    # A kernel named python3 may be installed anywhere, for any Python. With no folder to look into,
    # Jupyter takes the ipykernel that can be imported here.
    kernels = KernelSpecManager(kernel_dirs=[])
    kernel = AsyncKernelManager(kernel_spec_manager=kernels, transport_encryption="auto")
    client = NotebookClient(result, kernel, timeout=300, record_timing=False, coalesce_streams=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        working = Path(folder, "working")
        working.mkdir()
        settings = {"IPYTHONDIR": str(Path(folder, "ipython")), "OMP_NUM_THREADS": "1"}
        client.execute(cleanup_kc=True, cwd=str(working), env={**os.environ, **settings})
    for output in (output for cell in code(result) for output in cell.outputs):
        if output.output_type == "stream":
            output.text = normalise(output.text)
    result.metadata = nbformat.from_dict(METADATA)
    return result


def problems(notebook: NotebookNode) -> list[str]:
    """What is wrong with a notebook as it was committed, executed or not."""
    found = []
    if notebook.metadata != METADATA:
        found.append(f"its metadata holds more or less than {METADATA}")
    for cell in notebook.cells:
        if extra := set(cell.metadata) - {"varies"}:
            found.append(f"cell {cell.get('id')} has metadata of a tool: {', '.join(extra)}")
    for number, cell in enumerate(code(notebook), 1):
        where = f"code cell {number} ({cell.get('id')})"
        if cell.execution_count != number:
            found.append(f"{where} has the count {cell.execution_count}: run all, in order")
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"{where} failed: {output.ename}: {output.evalue}")
            if output.get("name") == "stderr":
                found.append(f"{where} warns: {output.text}")
        shown = printed(cell)
        for pattern in cell.metadata.get("varies", []):
            if not re.search(pattern, shown):
                found.append(f"{where} prints nothing like varies = {pattern!r}: take it out")
        if path := MACHINE.search(PNG.sub("", shown)):
            found.append(f"{where} shows a path of this machine: {path.group()}")
    return found


def translation_problems(notebook: NotebookNode, other: NotebookNode) -> list[str]:
    """Where two languages of one notebook differ in more than their prose."""
    kinds, others = ([cell.cell_type for cell in n.cells] for n in (notebook, other))
    if kinds != others:
        return [f"the cells are {kinds}, but here {others}"]
    found = []
    for number, (a, b) in enumerate(zip(notebook.cells, other.cells, strict=True), 1):
        if a.get("id") != b.get("id"):
            found.append(f"cell {number} has the id {a.get('id')}, but here {b.get('id')}")
        where = f"cell {number} ({b.get('id')})"
        if a.cell_type == "code" and a != b:
            parts = [part for part in ("source", "metadata", "outputs") if a[part] != b[part]]
            found.append(f"{where} differs in {', '.join(parts) or 'count'}")
        if a.cell_type == "markdown" and headings(a) != headings(b):
            found.append(f"{where} has other headings, or other ids")
    return found


def headings(cell: NotebookNode) -> list[tuple[int, str]]:
    """Level and id: a heading ends with <a id="…"></a>, which Jupyter shows as nothing."""
    return [(heading.level, heading.id) for heading in Text(cell.source).headings]


def changes(committed: NotebookNode, executed: NotebookNode) -> list[str]:
    """Code cells whose output is another one now; numbers and pixels may differ a little."""
    found = []
    for old, new in zip(code(committed), code(executed), strict=True):
        want, got = (printed(cell) for cell in (old, new))
        equal = same_pictures(PNG.findall(want), PNG.findall(got))
        want, got = PNG.sub("(a picture)", want), PNG.sub("(a picture)", got)
        if not equal or not same(want, got, tuple(old.metadata.get("varies", []))):
            found.append(f"{old.get('id')} was\n{want}\nand is\n{got}")
    return found


def printed(cell: NotebookNode) -> str:
    return "".join(map(text, cell.outputs))


def text(output: NotebookNode) -> str:
    """All that an output shows, whatever its kind."""
    if output.output_type == "stream":
        return normalise(output.text) if output.name == "stdout" else f"stderr: {output.text}"
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}\n"
    return "".join(f"{kind}: {shown}\n" for kind, shown in sorted(output.data.items()))


def same_pictures(one: list[str], other: list[str]) -> bool:
    """Two machines may compress differently, and round a few of the colours differently."""
    return len(one) == len(other) and all(
        len(a) == len(b) and sum(abs(m - n) > 2 for m, n in zip(a, b, strict=True)) <= len(a) / 100
        for a, b in zip(map(pixels, one), map(pixels, other), strict=True)
    )


def pixels(picture: str) -> bytes:
    """The bytes in a PNG of one data chunk, as the notebooks write them."""
    return zlib.decompressobj().decompress(base64.b64decode(picture).partition(b"IDAT")[2])


def all_problems(docs: Path = DOCS) -> list[str]:
    """What is wrong with the notebooks as they are committed, one line each."""
    found = []
    for name, paths in find(docs).items():
        first = read(paths[0])
        for path in paths:
            notebook = read(path)
            faults = problems(notebook) + heading_problems(notebook)
            faults += translation_problems(first, notebook)
            found += [f"{path}:1: {fault} (python dev.py record {name})" for fault in faults]
    return found


def heading_problems(notebook: NotebookNode) -> list[str]:
    found = [h for c in notebook.cells if c.cell_type == "markdown" for h in headings(c)]
    levels, ids = [level for level, _ in found], [name for _, name in found]
    faults = []
    if not all(ids) or len(ids) != len(set(ids)):
        faults.append(f'end each heading with an id of its own, <a id="…"></a>: {ids}')
    if levels.count(1) != 1:
        faults.append("give it one heading of the first level, at its top")
    return faults


def record(names: set[str], docs: Path = DOCS) -> None:
    """Execute these notebooks, and write their outputs into the file of each language."""
    for name, paths in find(docs).items():
        if name not in names:
            continue
        notebooks = [read(path) for path in paths]
        first = notebooks[0]
        for path, notebook in zip(paths, notebooks, strict=True):
            if [cell.source for cell in code(notebook)] != [cell.source for cell in code(first)]:
                sys.exit(f"{path}: make its code that of {paths[0]}")
        executed = execute(first)
        if found := problems(executed):
            sys.exit(f"{name}: {'; '.join(found)}")
        kept = not problems(first) and not changes(first, executed)
        source = first if kept else executed
        for path, notebook in zip(paths, notebooks, strict=True):
            for cell, done in zip(code(notebook), code(source), strict=True):
                cell.outputs, cell.execution_count = done.outputs, done.execution_count
                cell.metadata = done.metadata
            for cell in notebook.cells:  # no metadata of tools
                cell.metadata = {k: v for k, v in cell.metadata.items() if k == "varies"}
            notebook.metadata = nbformat.from_dict(METADATA)
            write(notebook, path)
        print(f"recorded {name}: {'prints the same' if kept else 'wrote its outputs'}")
