"""Promise: pages run as the reader sees them.

The blocks themselves are tests too, one each, found in docs/ by pytest-markdown-docs and run by
tools/page_session.py. Here: what a block may be, and that a broken page is seen.
"""

from pathlib import Path

import pytest

from tools import pages
from tools.page_session import BlockFailed, PageSession
from tools.pages import LANGUAGES, Page
from tools.record import output_file
from tools.snippets import ROOT, read, read_regions


def faults(page: Page, root: Path = ROOT) -> list[str]:
    """What is wrong with a page's blocks, before any of them is run."""
    found = []
    for number, fence in enumerate(page.fences, 1):
        where = f"{page.path}:{fence.line}"
        if fence.is_output and not (fence.embed and fence.embed[0].endswith(".out")):
            found.append(f"{where}: typed output: embed a region of a recorded .out file")
        if fence.language not in ("py", "python"):
            continue
        if not fence.embed or not fence.embed[1] or not fence.embed[0].endswith(".py"):
            found.append(f"{where}: typed code: a Python block is one region of one snippet")
            continue
        program = read(root / "snippets" / fence.embed[0])
        region = fence.embed[1]
        if region not in program.regions:
            found.append(f"{where}: {fence.embed[0]} has no region {region!r}")
        if program.processes and not fence.title:
            found.append(f'{where}: needs several processes: show it as a file, title="…"')
        out = output_file(program)
        prints = out.exists() and region in read_regions(out, out.read_text("utf-8"))
        shown = pages.output_of(fence, page.fences[number:])
        if prints and (not shown or shown.embed != (fence.embed[0][:-3] + ".out", region)):
            found.append(f"{where}: show its output below it: {out.name}:{region}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_is_a_program_and_above_its_true_output(language: str) -> None:
    found = [fault for page in pages.find(language) for fault in faults(page)]
    assert not found, "\n".join(found)


# The checks themselves, on pages that are broken on purpose.


@pytest.fixture
def site(made_up):
    """The made-up site with the Markdown of the real one."""
    made_up.write("mkdocs.yml", MKDOCS)
    return made_up


MKDOCS = """
site_name: Made up
markdown_extensions:
  admonition: {}
  attr_list: {}
  pymdownx.superfences: {}
  pymdownx.tabbed: {alternate_style: true}
  pymdownx.snippets: {base_path: [!relative $config_dir/snippets], check_paths: true}
"""


def paste_all(site, name: str = "docs/en/add.md") -> None:
    session = PageSession(site.root / name, site.root)
    try:
        session.run_to(10_000)
    finally:
        session.close()


def test_a_good_page_passes(site) -> None:
    assert faults(Page(site.root / "docs/en/add.md"), site.root) == []
    paste_all(site)


def test_typed_code_and_typed_output_are_seen(site) -> None:
    site.edit("docs/en/add.md", '--8<-- "area/add.py:add"', "print(2.5)")
    site.edit("docs/en/add.md", '--8<-- "area/add.out:add"', "2.5")
    found = faults(Page(site.root / "docs/en/add.md"), site.root)
    assert len(found) == 2 and "add.md:9: typed code" in found[0] and "typed output" in found[1]


def test_output_that_the_page_keeps_back_is_seen(site) -> None:
    site.edit("docs/en/add.md", '```{.text .output}\n--8<-- "area/add.out:add"\n```\n', "")
    found = faults(Page(site.root / "docs/en/add.md"), site.root)
    assert len(found) == 1 and "show its output below it: add.out:add" in found[0]


def test_a_region_that_does_not_exist_is_seen(site) -> None:
    site.edit("docs/en/add.md", "add.py:add", "add.py:sum")
    assert "has no region 'sum'" in faults(Page(site.root / "docs/en/add.md"), site.root)[0]


def test_a_block_that_fails_names_the_program_and_its_line(site) -> None:
    site.edit("snippets/area/add.py", "torch.tensor(1.5) + 1", "torch.tensor(1.5) + missing")
    with pytest.raises(BlockFailed) as caught:
        paste_all(site)
    assert "add.md:9" in str(caught.value) and "NameError" in str(caught.value)
    assert 'add.py", line 10' in str(caught.value)


def test_a_page_that_shows_another_output_is_seen(site) -> None:
    site.edit("snippets/area/add.out", "2.5000", "2.7000")
    with pytest.raises(BlockFailed, match="prints something else"):
        paste_all(site)


def test_what_a_page_leaves_out_is_missed(site) -> None:
    """The program runs as a file, but the page shows only its second half."""
    split = "import torch\n# --8<-- [end:add]\n# --8<-- [start:sum]"
    site.edit("snippets/area/add.py", "import torch", split)
    site.edit("snippets/area/add.py", "[end:add]\nassert", "[end:sum]\nassert")
    site.edit("docs/en/add.md", "add.py:add", "add.py:sum")
    with pytest.raises(BlockFailed, match="NameError: name 'torch'"):
        paste_all(site)


def test_blocks_in_admonitions_and_tabs_are_run(site) -> None:
    hidden = '!!! note\n    ```python\n    --8<-- "area/add.py:add"\n    ```\n'
    tab = '=== "one"\n    ```python\n    --8<-- "area/add.py:add"\n    ```\n'
    site.write("docs/en/nested.md", f"# Nested {{ #nested }}\n\n{hidden}\n{tab}")
    shown = pages.blocks((site.root / "docs/en/nested.md").read_text("utf-8"), site.root)
    assert [b.code.splitlines()[0] for b in shown] == ["import torch"] * 2


def test_a_block_with_a_title_is_saved_and_run_as_that_file(site) -> None:
    main = "import torch\n\nassert __file__.endswith('mine.py')"
    site.edit("snippets/area/add.py", "import torch", main)
    with pytest.raises(BlockFailed, match="__file__"):
        paste_all(site)
    site.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    paste_all(site)


def test_a_block_for_several_processes_is_started_for_each_number_of_them(site) -> None:
    here = "import os\nimport torch\n\nassert __name__ == '__main__' and __file__ == 'mine.py'"
    site.edit("snippets/area/add.py", "import torch", here)
    site.edit("snippets/area/add.py", "print(total)", "print('of', os.environ['WORLD_SIZE'])")
    site.edit(
        "snippets/area/add.py", "# ///\n\n", "# [tool.atlas]\n# processes = [1, 2]\n# ///\n\n"
    )
    site.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    site.edit("snippets/area/add.out", "tensor(2.5000)", "of 1\nof 2\nof 2")
    paste_all(site)
    site.edit("snippets/area/add.out", "of 1\nof 2\nof 2", "of 1\nof 1\nof 2")
    with pytest.raises(BlockFailed, match="prints something else"):
        paste_all(site)


def test_a_rank_that_fails_is_seen(site) -> None:
    metadata = "# [tool.atlas]\n# processes = 2\n# ///\n\n"
    site.edit("snippets/area/add.py", "# ///\n\n", metadata)
    site.edit(
        "snippets/area/add.py",
        "print(total)",
        "raise SystemExit(int(__import__('os').environ['RANK']))",
    )
    site.edit("docs/en/add.md", "```python", '```{.python title="mine.py"}')
    with pytest.raises(BlockFailed, match="this block failed"):
        paste_all(site)


def test_pages_do_not_share_a_session(site) -> None:
    site.edit("snippets/area/add.py", "import torch", "import torch\n\nassert 'total' not in dir()")
    for name in ("docs/en/add.md", "docs/zh/add.md"):
        paste_all(site, name)
