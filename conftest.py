"""pytest: run the blocks of the pages in docs/, wherever pytest is started.

pytest-markdown-docs finds the blocks and makes a test of each. What a block is, atlas.pages says;
it runs in a session that its page has for itself. The plugin's runner interface is private: hence
the exact pin of that package.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_markdown_docs._runners import DefaultRunner, register_runner

from atlas.blocks import PYTHON
from atlas.page_session import BlockFailed, BlockSkipped, PageSession
from atlas.pages import EmbedError, Page, Text, blocks
from atlas.snippets import ROOT

DOCS = ROOT / "docs"


class SiteParser:
    """What pytest-markdown-docs takes for a Markdown parser."""

    def parse(self, text: str) -> list[SimpleNamespace]:
        try:
            every = blocks(Text(text))
            shown = [(b.fence.line, b.code) for b in every if b.fence.language in PYTHON]
        except EmbedError as error:  # a test of its own, which says what PageSession finds
            shown = [(1, str(error))]
        return [
            SimpleNamespace(type="fence", map=[n - 1, n], content=f"{code}\n", info="python")
            for n, code in shown
        ]


@pytest.hookimpl(tryfirst=True)
def pytest_markdown_docs_markdown_it() -> SiteParser:
    return SiteParser()


def same_blocks(path: Path) -> bool:
    """Whether a translation has the blocks of its English page; test_pages.py compares what is
    shown of them."""
    english = DOCS / "en" / path.relative_to(DOCS / "zh")
    if not english.exists():
        return False
    ours, theirs = (
        [(f.info, f.body) for f in Page(p).fences if f.language != "mermaid"]
        for p in (path, english)
    )
    return ours == theirs


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Blocks that are equal in both languages are run once, in English, if that is asked for."""
    if collection_path.suffix != ".md" or not collection_path.is_relative_to(DOCS / "zh"):
        return None
    english = DOCS / "en" / collection_path.relative_to(DOCS / "zh")
    asked = [Path(config.invocation_params.dir, arg.partition("::")[0]) for arg in config.args]
    if any(english.is_relative_to(path) for path in asked) and same_blocks(collection_path):
        return True
    return None


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With several processes (-n): all blocks of a page in one of them."""
    for item in items:
        if item.path.suffix == ".md":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


sessions: dict[Path, PageSession] = {}  # one at a time: pages are tested one after the other


def close_sessions() -> None:
    while sessions:
        sessions.popitem()[1].close()


def pytest_sessionfinish() -> None:
    close_sessions()


@register_runner(default=True)
class SiteRunner(DefaultRunner):
    def runtest(self, test: Any, args: Any, *, asyncio_runner: Any = None) -> None:
        if test.source_path not in sessions:
            close_sessions()
            sessions[test.source_path] = PageSession(test.source_path)
        try:
            sessions[test.source_path].run_to(test.start_line)
        except BlockSkipped as reason:
            pytest.skip(str(reason))

    def repr_failure(self, test: Any, excinfo: Any, style: Any = None) -> str:
        if excinfo.errisinstance(BlockFailed):
            return str(excinfo.value)
        return str(super().repr_failure(test, excinfo, style))
