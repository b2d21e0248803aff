"""Run a page's blocks, top to bottom, as the cells of a notebook, and compare what they print."""

import ast
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from atlas import pages, releases, snippets
from atlas.blocks import PYTHON, fence_problems
from atlas.kernel import Kernel, Kernels
from atlas.outputs import normalise, same
from atlas.pages import Block, Fence, Page
from atlas.record import torch_of_recording
from atlas.releases import FAILS, LEFT_OUT, OTHER, Releases, kind
from atlas.runner import Runner
from atlas.snippets import Snippet

SEED = 2  # neither the recording's nor the snippet test's: output must not depend on it


class BlockFailed(Exception):
    """A block that fails or prints something else; the message is the whole report."""


class BlockSkipped(Exception):
    """A block that cannot run here; the message says why."""


def statements(code: str) -> str:
    """What code does: without its comments, its layout and its docstring."""
    tree = ast.parse(code)
    has_docstring = ast.get_docstring(tree) is not None
    return ast.dump(ast.Module(tree.body[has_docstring:], []))


every_kernels: list[Kernels] = []


def idle_kernels() -> Kernels:
    """Where a page's kernel can come from: another page's may still be open."""
    idle = next((kernels for kernels in every_kernels if not kernels.busy), None)
    if not idle:
        idle = Kernels(Runner("cpu", SEED))
        every_kernels.append(idle)
    return idle


def unexpected(said: str, program: Snippet) -> str:
    """The first warning that a cell shows and its program's metadata does not name; or ""."""
    for line in re.findall(r"^.*Warning: .*$", said, re.M):
        if not any(re.search(pattern, said, re.S) for pattern in program.warns):
            return f"warns: {line}"
    return ""


class PageSession:
    """One page's session: its blocks, the kernel whose cells they are, its folder."""

    def __init__(self, path: Path) -> None:
        self.page = Page(path)
        found = [f for fence in self.page.fences for f in fence_problems(self.page, fence)]
        if found:
            raise BlockFailed("\n".join(found))
        blocks = pages.blocks(self.page, self.page.root)
        self.shown = {b.fence: b.code for b in blocks}
        self.waiting = [b for b in blocks if b.fence.language in PYTHON]
        self.folder = tempfile.TemporaryDirectory(prefix="atlas-page-", ignore_cleanup_errors=True)
        self.runner = Runner("cpu", SEED)
        self.kernel: Kernel | None = None

    def program(self, fence: Fence) -> Snippet:
        """The program that a block shows."""
        assert fence.embed, "fence_problems has found typed code"
        return snippets.read_once(self.page.root / "snippets" / fence.embed.file)

    def run_to(self, line: int) -> None:
        """Run the blocks up to the one that opens at a line; each of them once."""
        while self.waiting and self.waiting[0].fence.line <= line:
            self.run(self.waiting.pop(0))  # a block that fails is not tried again

    def run(self, block: Block) -> None:
        program = self.program(block.fence)
        if reason := snippets.missing(program, self.runner.features):
            raise BlockSkipped(f"{program.name} {reason}")
        if block.fence.title and statements(block.code) == statements(program.source):
            raise BlockSkipped(f"is all of {program.name}, which tests/test_snippets.py runs")
        where = f"{self.page.path}:{block.fence.line}"
        printed, error = (self.run_file if block.fence.title else self.paste)(block, program)
        if error:
            raise BlockFailed(f"{where}: this block failed\n{error}")
        output = self.page.output_of(block.fence)
        shown = self.shown[output] if output else ""
        texts = (self.elsewhere(program, block.fence, shown), printed)
        want, got = (normalise(text).strip("\n") for text in texts)
        if program.processes:  # their lines mix
            want, got = ("\n".join(sorted(text.splitlines())) for text in (want, got))
        if not same(want, got, program.varies):
            fix = f"python dev.py record {program.name}, or show the .out region under the block"
            raise BlockFailed(
                f"{where}: prints something else than the page shows below it: {fix}\n"
                f"--- shown\n{want}\n--- printed\n{got}"
            )

    def elsewhere(self, program: Snippet, fence: Fence, shown: str) -> str:
        """What a block is to print on this torch: what is shown, or what the table of releases
        says. BlockSkipped if its program does not run on it."""
        table = Releases(self.page.root / "snippets")
        recording = torch_of_recording(program, "cpu")
        torch, outcome = table.before(program, releases.here(), recording)
        if kind(outcome) in (FAILS, LEFT_OUT):
            raise BlockSkipped(f"{program.name} on torch {torch}: {outcome}")
        region = fence.embed.region if fence.embed else ""
        there = (
            snippets.recorded_regions(program, torch) if kind(outcome) == OTHER else {region: shown}
        )
        return there.get(region, "")

    def paste(self, block: Block, program: Snippet) -> tuple[str, str]:
        """(what it printed, traceback or "") of one block as a cell of the page's notebook. The
        traceback names the program and its lines."""
        self.kernel = self.kernel or Kernel(idle_kernels(), Path(self.folder.name))
        region = block.fence.embed.region if block.fence.embed else ""
        first = program.regions[region][0] if region in program.regions else 1
        cell = self.kernel.run(block.code, str(program.path), first)
        return cell.printed, cell.error or unexpected(cell.warned, program)

    def run_file(self, block: Block, program: Snippet) -> tuple[str, str]:
        """A block with a file's name is saved as that file and run as its program is."""
        folder = Path(self.folder.name).resolve()
        file = folder / block.fence.title
        file.write_text(block.code + "\n", "utf-8")
        of_file = replace(program, regions={})
        results, error, _ = self.runner.results(of_file, file, str(folder))
        error = error or "\n".join(filter(None, (rank["warned"] for rank in results)))
        return "".join(text for rank in results for text in rank["texts"].values()), error

    def close(self) -> None:
        if self.kernel:
            self.kernel.close()
        self.folder.cleanup()
