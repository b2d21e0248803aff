"""pytest plugin: paste a page's blocks, top to bottom, into one fresh session, and compare.

pytest-markdown-docs finds the blocks and makes a test of each; this says what a block is
(tools.pages) and runs it in a session that the page has for itself, forked with torch in it.
Its runner interface is private: hence the exact pin of that package.
"""

import functools
import os
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_markdown_docs._runners import DefaultRunner, register_runner

from tools import pages, snippets
from tools.record import normalise, same
from tools.run import CHILD, Runner, interpreter
from tools.snippets import ROOT

SEED = 2  # neither the recording's nor the snippet test's: output must not depend on it


class BlockFailed(Exception):
    """A block that fails or prints something else; the message is the whole report."""


class SiteParser:
    """What pytest-markdown-docs takes for a Markdown parser."""

    def parse(self, text: str) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(
                type="fence",
                map=[block.fence.line - 1, block.fence.line],
                content=block.code + "\n",
                info="python",
            )
            for block in pages.blocks(text)
            if block.fence.language in ("py", "python")
        ]


@pytest.hookimpl(tryfirst=True)
def pytest_markdown_docs_markdown_it() -> SiteParser:
    return SiteParser()


class PageSession:
    """One page's session: its blocks, the process that they are pasted into, its folder."""

    def __init__(self, path: Path, root: Path = ROOT) -> None:
        self.path, self.root = path, root
        self.blocks = pages.blocks(path.read_text("utf-8"), root)
        self.done = 0
        self.folder = tempfile.TemporaryDirectory(prefix="atlas-page-", ignore_cleanup_errors=True)
        self.runner = runner()
        self.process = None

    def program(self, fence: pages.Fence) -> snippets.Snippet | None:
        if not fence.embed or not fence.embed[0].endswith(".py"):
            return None
        return _read(self.root / "snippets" / fence.embed[0])

    def run_to(self, line: int) -> None:
        """Run the blocks up to the one that opens at a line; each of them once."""
        while self.done < len(self.blocks) and self.blocks[self.done].fence.line <= line:
            block = self.blocks[self.done]
            self.done += 1  # a block that fails is not tried again
            if block.fence.language in ("py", "python"):
                fences = [b.fence for b in self.blocks[self.done :]]
                output = pages.output_of(block.fence, fences)
                self.run(block, next((b.code for b in self.blocks if b.fence == output), ""))

    def run(self, block: pages.Block, shown: str) -> None:
        program = self.program(block.fence)
        reason = snippets.missing(program, self.runner.features) if program else ""
        if reason:
            pytest.skip(f"{program.name} {reason}")
        where = f"{self.path}:{block.fence.line}"
        if block.fence.title:
            printed, error = self.run_file(block, program)
        else:
            file, offset = self.origin(block.fence)
            printed, error = self.paste(block.code, file, offset)
        if error:
            raise BlockFailed(f"{where}: this block failed\n{error}")
        many = bool(program and program.processes)  # the lines of several processes mix
        want, got = (tidy(text, many) for text in (shown, printed))
        if not same(want, got, program.varies if program else ()):
            mend = f"python dev.py record {program.name}" if program else "embed a program"
            raise BlockFailed(
                f"{where}: prints something else than the page shows below it ({mend}, or show "
                f"the .out region under the block)\n--- shown\n{want}\n--- printed\n{got}"
            )

    def paste(self, code: str, file: str, offset: int) -> tuple[str, str]:
        """(what it printed, traceback or "") of one block in the page's session."""
        if self.process is None:
            warns = [w for b in self.blocks if (p := self.program(b.fence)) for w in p.warns]
            job = {"folder": self.folder.name, "warns": warns, "seed": SEED, "device": "cpu"}
            self.process = self.runner.session(job)
        return self.process.paste(code, file, offset)

    def run_file(self, block: pages.Block, program: snippets.Snippet) -> tuple[str, str]:
        """A block with a file's name is saved as that file and run as the page says."""
        (Path(self.folder.name) / block.fence.title).write_text(block.code + "\n", "utf-8")
        printed = ""
        for processes in program.processes or (0,):
            command = [*interpreter(processes), *([str(CHILD)] if processes else [])]
            done = subprocess.run(
                [*command, block.fence.title],
                cwd=self.folder.name,
                capture_output=True,
                text=True,
                timeout=program.timeout,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
            printed += done.stdout
            if done.returncode:
                return printed, done.stderr[-3000:]
        return printed, ""

    def close(self) -> None:
        if self.process:
            self.process.close()
        self.folder.cleanup()

    def origin(self, fence: pages.Fence) -> tuple[str, int]:
        """Where a reader of the traceback should look: the program, if the block shows one."""
        program = self.program(fence)
        if not program:
            return str(self.path), fence.line
        first = program.regions[fence.embed[1]][0] if fence.embed[1] else 1
        return str(program.path), first - 1


def tidy(text: str, many: bool) -> str:
    text = normalise(text).strip("\n")
    return "\n".join(sorted(text.splitlines())) if many else text


@functools.cache
def runner() -> Runner:
    return Runner("cpu", SEED)


@functools.cache
def _read(path: Path) -> snippets.Snippet:
    return snippets.read(path)


_sessions: dict[Path, PageSession] = {}  # one at a time: pages are tested one after the other


def close_sessions() -> None:
    while _sessions:
        _sessions.popitem()[1].close()


def pytest_sessionfinish() -> None:
    close_sessions()


@register_runner(default=True)
class SiteRunner(DefaultRunner):
    def runtest(self, test, args, *, asyncio_runner=None) -> None:
        if test.source_path not in _sessions:
            close_sessions()
            _sessions[test.source_path] = PageSession(test.source_path)
        _sessions[test.source_path].run_to(test.start_line)

    def repr_failure(self, test, excinfo, style=None) -> str:
        if excinfo.errisinstance(BlockFailed):
            return str(excinfo.value)
        return super().repr_failure(test, excinfo, style)
