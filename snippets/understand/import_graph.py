"""Measure which parts of the installed torch import which others."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:read]
import ast
from pathlib import Path

import torch

root = Path(torch.__file__).parent


def imported(file):
    """The full name of all that a file imports, in its functions too."""
    package = ["torch", *file.relative_to(root).parts[:-1]]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            depth = len(package) + 1 - node.level
            above = package[:depth] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


# --8<-- [end:read]

# --8<-- [start:measure]
files = {
    "torch.utils.data": "utils/data/**/*.py",
    "torch.optim": "optim/**/*.py",
    "torch.nn.modules": "nn/modules/**/*.py",
    "torch.nn.functional": "nn/functional.py",
    "torch.nn.init": "nn/init.py",
    "torch.nn.parameter": "nn/parameter.py",
    "torch.autograd": "autograd/**/*.py",
    "torch.Tensor": "_tensor.py",
    "torch.serialization": "serialization.py",
    "torch.storage": "storage.py",
    "torch.cuda": "cuda/**/*.py",
}
graph = {}
for part, pattern in files.items():
    names = {f"{n}." for file in root.glob(pattern) for n in imported(file)}
    others = [
        p
        for p in files
        if p != part and any(n.startswith(f"{p}.") for n in names)
    ]
    graph[part] = [other.removeprefix("torch.") for other in others]
    print(f"{part:<20}", ", ".join(graph[part]) or "–")
# --8<-- [end:measure]

for part, other in (
    ("nn.modules", "nn.functional"),
    ("nn.modules", "nn.parameter"),
    ("nn.modules", "autograd"),
    ("nn.functional", "Tensor"),
    ("utils.data", "Tensor"),
    ("serialization", "storage"),
    ("Tensor", "autograd"),
):
    assert other in graph[f"torch.{part}"], f"{part} does not import {other}"
assert not graph["torch.nn.parameter"] and not graph["torch.storage"]
assert "Tensor" not in graph["torch.autograd"]
assert "nn.parameter" not in graph["torch.optim"]

# --8<-- [start:optim]
for file in sorted(root.glob("optim/**/*.py")):
    if any(name.startswith("torch.nn.") for name in imported(file)):
        print(file.relative_to(root).as_posix())
# --8<-- [end:optim]
