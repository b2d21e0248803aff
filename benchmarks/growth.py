"""How the build grows with the pages: up to 800 made-up ones a language, each site built alone.

Run it again (some ten minutes): .venv/bin/python -m benchmarks.growth

The pages are copies of ours, in folders and sections of their own. Growth is the exponent between a
row and the one above it: 1 is linear, 2 is quadratic. The build's CPU seconds count, so that other
work on the machine does not.
"""

import argparse
import gzip
import json
import math
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from atlas.config import LANGUAGES
from atlas.snippets import ROOT

NEEDED = ("docs", "snippets", "theme", "atlas", "benchmarks", "cards")
FILES = ("hooks.py", "mkdocs.yml", "mkdocs.zh.yml", "LICENSE")
PAGES = 800  # of one language, in the largest site
NAV = re.compile(r"^nav:.*?\n(?=\S)", re.M | re.S)


@dataclass(frozen=True)
class Size:
    """Of one built site. index: bytes of both search indexes; html: of all pages."""

    pages: int
    cpu: float
    wall: float
    memory: float
    index: int
    zipped: int
    html: int


def make(root: Path, copies: int) -> None:
    """The project, with its pages that many times."""
    for name in NEEDED:
        if (ROOT / name).exists():
            leave = shutil.ignore_patterns("__pycache__", "*.out.tmp", "node_modules")
            shutil.copytree(ROOT / name, root / name, ignore=leave)
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    for language in LANGUAGES:
        top = root / "docs" / language
        ours = sorted(p for p in top.rglob("*") if p.is_file())
        for number in range(2, copies + 1):
            for path in ours:
                copy(path, top / f"copy-{number}" / path.relative_to(top))
    config = root / "mkdocs.yml"
    config.write_text(more_nav(config.read_text("utf-8"), copies), "utf-8")


def copy(path: Path, target: Path) -> None:
    """One folder deeper: what a page takes from the theme is one step further away."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix not in (".md", ".ipynb"):
        shutil.copy(path, target)
        return
    text = path.read_text("utf-8")
    text = re.sub(r"\]\(((?:\.\./)*)(assets/|torch-atlas|feed\.xml)", r"](../\1\2", text)
    target.write_text(text, "utf-8")


def more_nav(config: str, copies: int) -> str:
    """The nav again for each copy, below a section of its own."""
    nav = NAV.search(config)
    lines = [line for line in nav[0].splitlines()[1:] if line.strip()]
    file = re.compile(r"(?<=- )(\S+\.(?:md|ipynb))$")
    added = []
    for number in range(2, copies + 1):
        added.append(f"  - Copy {number}:")
        added += [file.sub(rf"copy-{number}/\1", f"    {line}") for line in lines]
    return config[: nav.end()].rstrip() + "\n" + "\n".join(added) + "\n\n" + config[nav.end() :]


def build(root: Path) -> None:
    """In a process of its own: build, and print what it took."""
    import resource

    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    begin = time.perf_counter()
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak *= 1 if sys.platform == "darwin" else 1024
    found = {
        "cpu": time.process_time(),
        "wall": time.perf_counter() - begin,
        "memory": peak / 2**20,
    }
    print(json.dumps(found))


def measure(copies: int, runner: list[str]) -> Size:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        make(root, copies)
        command = [*runner, sys.executable, "-m", "benchmarks.growth", "--build", str(root)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{copies} times the pages do not build:\n{done.stderr[-3000:]}")
        site = root / "site"
        indexes = [p.read_bytes() for p in site.rglob("search_index.json")]
        docs = root / "docs" / LANGUAGES[0]
        return Size(
            pages=len([*docs.rglob("*.md"), *docs.rglob("*.ipynb")]),
            index=sum(map(len, indexes)),
            zipped=sum(len(gzip.compress(index)) for index in indexes),
            html=sum(p.stat().st_size for p in site.rglob("*.html")),
            **json.loads(done.stdout.splitlines()[-1]),
        )


def growth(small: float, large: float, pages: float) -> float:
    """The exponent; pages: how many times more there are."""
    return math.log(large / small) / math.log(pages)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, nargs="+", help="how often our pages; or to 800 pages")
    parser.add_argument("--runner", default="", help="a command that runs each build, like nice")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.build:
        return build(asked.build)
    ours = len([*(ROOT / "docs/en").rglob("*.md"), *(ROOT / "docs/en").rglob("*.ipynb")])
    heads = ("times", "pages", "CPU s", "ms/page", "growth", "wall s", "MiB", "growth")
    heads += ("HTML MB", "growth", "index MB", "gzip MB", "growth")
    print("".join(f"{head:>9}" for head in heads))
    before: Size | None = None
    for times in asked.times or (1, 2, 5, 10, math.ceil(PAGES / ours)):
        now = measure(times, shlex.split(asked.runner))
        steps = [""] * 4
        if before:
            pairs = ("cpu", "memory", "html", "index")
            more = now.pages / before.pages
            steps = [f"{growth(getattr(before, n), getattr(now, n), more):.2f}" for n in pairs]
        each = 1000 * now.cpu / (len(LANGUAGES) * now.pages)
        row = (times, now.pages, f"{now.cpu:.1f}", f"{each:.0f}", steps[0], f"{now.wall:.1f}")
        row += (f"{now.memory:.0f}", steps[1], f"{now.html / 1e6:.1f}", steps[2])
        row += (f"{now.index / 1e6:.2f}", f"{now.zipped / 1e6:.2f}", steps[3])
        print("".join(f"{cell:>9}" for cell in row), flush=True)
        before = now


if __name__ == "__main__":
    main()
