"""Promise: pages run as the reader sees them.

The blocks themselves are tests too, one each, found in docs/ by pytest-markdown-docs and run by
atlas/page_session.py. Here: what a block may be, and that a broken page is seen.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from atlas import blocks, pages
from atlas.page_session import BlockFailed, BlockSkipped, PageSession
from atlas.pages import Page
from atlas.snippets import ROOT


def test_every_block_is_a_program_and_above_its_true_output() -> None:
    found = blocks.problems()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("english", pages.find("en"), ids=lambda page: page.name)
def test_both_languages_show_the_same_code_and_outputs(english: Page) -> None:
    """So that the blocks need to be run in one of them only: see conftest.py."""
    chinese = Page(english.root / "docs/zh" / f"{english.name}.md")
    ours, theirs = (
        [b.code for b in pages.blocks(page) if b.fence.language != "mermaid"]
        for page in (english, chinese)
    )
    assert ours == theirs


# The checks themselves, on pages that are broken on purpose.


def paste_all(made_up, name: str = "docs/en/add.md") -> None:
    session = PageSession(made_up.root / name)
    try:
        session.run_to(10_000)
    finally:
        session.close()


def test_a_good_page_passes(made_up) -> None:
    assert blocks.problems(made_up.root) == []
    paste_all(made_up)


def test_two_pages_can_be_open_at_once(made_up) -> None:
    first = PageSession(made_up.root / "docs/en/add.md")
    try:
        first.run_to(10_000)
        paste_all(made_up)
    finally:
        first.close()


def test_typed_code_and_typed_output_are_seen(made_up) -> None:
    made_up.edit("docs/en/add.md", '--8<-- "area/add.py:add"', "print(2.5)")
    made_up.edit("docs/en/add.md", '--8<-- "area/add.out:add"', "2.5")
    found = blocks.problems(made_up.root)
    assert len(found) == 2 and "add.md:9: typed code" in found[0] and "typed output" in found[1]


@pytest.mark.parametrize("info", ["python", '{.python title="mine.py"}'])
def test_typed_code_fails_in_one_line_when_it_is_pasted(made_up, info: str) -> None:
    made_up.edit("docs/en/add.md", '```python\n--8<-- "area/add.py:add"', f"```{info}\nprint(2.5)")
    with pytest.raises(BlockFailed, match=r"add\.md:9: typed code: [^\n]*$"):
        paste_all(made_up)


def test_a_wrong_embed_or_program_is_a_failed_test_and_stops_no_collection(tmp_path: Path) -> None:
    """In a copy of the project with three faults, the tests of their pages and of a good one."""
    for name in ("docs", "snippets", "atlas", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    faults = [
        (
            "docs/en/save-load/whole-model.md",
            "/whole_model.py:",
            "/whole_model.py:x",
            "unknown region",
        ),
        ("docs/en/save-load/devices.md", "/devices.py:", "/gone.py:", "unknown file"),
        ("snippets/save_load/state_dict.py", "import torch", "import", "not Python"),
    ]
    for file, old, new, _ in faults:
        text = (tmp_path / file).read_text("utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    pages = [f"docs/en/save-load/{p}.md" for p in ("whole-model", "devices", "state-dict", "index")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *pages], cwd=tmp_path, capture_output=True, text=True
    )
    for page, (*_, line) in zip(pages[:-1], faults, strict=True):
        assert f"FAILED {page}" in done.stdout and line in done.stdout
    assert "passed" in done.stdout and f"FAILED {pages[-1]}" not in done.stdout
    assert "Traceback" not in done.stdout and "Interrupted" not in done.stdout


def test_output_that_the_page_keeps_back_is_seen(made_up) -> None:
    made_up.edit("docs/en/add.md", '```{.text .output}\n--8<-- "area/add.out:add"\n```\n', "")
    found = blocks.problems(made_up.root)
    assert len(found) == 1 and 'show its output below it: --8<-- "area/add.out:add"' in found[0]


def test_a_region_that_does_not_exist_is_seen(made_up) -> None:
    made_up.edit("docs/en/add.md", "add.py:add", "add.py:sum")
    assert "unknown region 'sum': known are add" in blocks.problems(made_up.root)[0]


def test_a_block_that_fails_names_the_program_and_its_line(made_up) -> None:
    made_up.edit("snippets/area/add.py", "torch.tensor(1.5) + 1", "torch.tensor(1.5) + missing")
    with pytest.raises(BlockFailed) as caught:
        paste_all(made_up)
    assert "add.md:9" in str(caught.value) and "NameError" in str(caught.value)
    assert 'add.py", line 10' in str(caught.value)


def test_a_block_that_ends_the_session_is_seen(made_up) -> None:
    made_up.edit("snippets/area/add.py", "import torch", "import os\nimport torch\n\nos._exit(3)")
    with pytest.raises(BlockFailed, match="the session died"):
        paste_all(made_up)


def test_a_page_that_shows_another_output_is_seen(made_up) -> None:
    made_up.edit("snippets/area/add.out", "2.5000", "2.7000")
    with pytest.raises(BlockFailed, match="prints something else"):
        paste_all(made_up)


def test_what_a_page_leaves_out_is_missed(made_up) -> None:
    """The program runs as a file, but the page shows only its second half."""
    split = "import torch\n# --8<-- [end:add]\n# --8<-- [start:sum]"
    made_up.edit("snippets/area/add.py", "import torch", split)
    made_up.edit("snippets/area/add.py", "[end:add]\nassert", "[end:sum]\nassert")
    made_up.edit("docs/en/add.md", "add.py:add", "add.py:sum")
    with pytest.raises(BlockFailed, match="NameError: name 'torch'"):
        paste_all(made_up)


def test_blocks_in_admonitions_and_tabs_are_run(made_up) -> None:
    hidden = '!!! note\n    ```python\n    --8<-- "area/add.py:add"\n    ```\n'
    tab = '=== "one"\n    ```python\n    --8<-- "area/add.py:add"\n    ```\n'
    made_up.write("docs/en/nested.md", f"# Nested {{ #nested }}\n\n{hidden}\n{tab}")
    shown = pages.blocks(Page(made_up.root / "docs/en/nested.md"), made_up.root)
    assert [b.code.splitlines()[0] for b in shown] == ["import torch"] * 2


def test_a_block_with_a_title_is_saved_and_run_as_that_file(made_up) -> None:
    main = "import torch\n\nassert __file__.endswith('mine.py')"
    made_up.edit("snippets/area/add.py", "import torch", main)
    with pytest.raises(BlockFailed, match="__file__"):
        paste_all(made_up)
    made_up.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    paste_all(made_up)


def test_what_new_processes_must_find_is_a_file_and_no_cell(made_up) -> None:
    """What a page says above a block that must be a file: see roles.with_files."""
    spawning = (
        "import multiprocessing\nimport torch\n\n\ndef half(number):\n    return number / 2\n\n\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        pool.apply_async(half, (1,)).get(20)\n"
    )
    made_up.edit("snippets/area/add.py", "import torch\n", spawning)
    with pytest.raises(BlockFailed, match="TimeoutError"):
        paste_all(made_up)
    made_up.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    paste_all(made_up)


def test_a_file_that_is_all_of_a_program_is_left_to_the_test_of_programs(made_up) -> None:
    made_up.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    end, last = "# --8<-- [end:add]\n", "assert total == 2.5\n"
    made_up.edit("snippets/area/add.py", end + last, last + end)
    with pytest.raises(BlockSkipped, match="all of area/add"):
        paste_all(made_up)


def test_a_block_for_several_processes_is_started_for_each_number_of_them(made_up) -> None:
    here = (
        "import os\nimport torch\n\n"
        "assert __name__ == '__main__' and __file__ == os.path.abspath('mine.py')"
    )
    made_up.edit("snippets/area/add.py", "import torch", here)
    made_up.edit("snippets/area/add.py", "print(total)", "print('of', os.environ['WORLD_SIZE'])")
    made_up.edit(
        "snippets/area/add.py", "# ///\n\n", "# [tool.atlas]\n# processes = [1, 2]\n# ///\n\n"
    )
    made_up.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    made_up.edit("snippets/area/add.out", "tensor(2.5000)", "of 1\nof 1\nof 2")
    with pytest.raises(BlockFailed, match=r"printed\nof 1\nof 2\nof 2$"):
        paste_all(made_up)


def test_a_rank_that_fails_is_seen(made_up) -> None:
    metadata = "# [tool.atlas]\n# processes = 2\n# ///\n\n"
    made_up.edit("snippets/area/add.py", "# ///\n\n", metadata)
    made_up.edit(
        "snippets/area/add.py",
        "print(total)",
        "raise SystemExit(int(__import__('os').environ['RANK']))",
    )
    made_up.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    with pytest.raises(BlockFailed, match="this block failed"):
        paste_all(made_up)


def test_pages_do_not_share_a_session(made_up) -> None:
    made_up.edit(
        "snippets/area/add.py", "import torch", "import torch\n\nassert 'total' not in dir()"
    )
    for name in ("docs/en/add.md", "docs/zh/add.md"):
        paste_all(made_up, name)
