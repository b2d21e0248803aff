"""Promise: `python dev.py check` says in seconds, one line each, what is wrong and what to do."""

import subprocess
import sys

import pytest

from atlas import check
from atlas.snippets import ROOT


def test_nothing_is_wrong_with_the_project() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "atlas.check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("nothing to fix\n")


def found_in(made_up) -> list[str]:
    """What the quick checks find, with paths as in the project; not what is always so there: the
    made-up program has no stamp."""
    every = [fault for name, run in check.ON_FOLDER.items() for fault in run(made_up.root)]
    lines = [fault.replace(f"{made_up.root}/", "") for fault in every]
    return [line for line in lines if "changed since its last run" not in line]


def test_a_good_project_passes(made_up) -> None:
    assert found_in(made_up) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "docs/en/add.md",
            "add.py:add",
            "add.py:ad",
            "docs/en/add.md:9: area/add.py: unknown region 'ad': did you mean 'add'?",
        ),
        (
            "docs/en/add.md",
            "area/add.py",
            "area/ad.py",
            "docs/en/add.md:9: unknown file 'area/ad.py': did you mean 'area/add.py'?",
        ),
        (
            "docs/en/add.md",
            '--8<-- "area/add.py:add"',
            "print(2)",
            "docs/en/add.md:9: typed code: a Python block is one region of one snippet",
        ),
        (
            "docs/en/add.md",
            "{ #adding }",
            "{ #sum }",
            "docs/zh/add.md:5: heading '# adding', but docs/en/add.md:5 has '# sum'",
        ),
        (
            "docs/en/add.md",
            "(#adding)",
            "(other.md)",
            "docs/en/add.md:7: other.md: there is no page docs/en/other.md",
        ),
        (
            "docs/en/add.md",
            "(#adding)",
            "(#subtracting)",
            "docs/en/add.md:7: #subtracting: docs/en/add.md has no heading { #subtracting }",
        ),
        (
            "mkdocs.yml",
            "nav: [add.md]",
            "nav: [ad.md]",
            "mkdocs.yml:3: add the line `- add.md` to the nav",
        ),
        (
            "snippets/area/add.py",
            "assert total == 2.5",
            "",
            "snippets/area/add.py:1: has no assert: add one that fails if its point is false",
        ),
        (
            "snippets/area/add.py",
            "1.5) + 1",
            "1.5) +",
            "snippets/area/add.py:10: not Python: invalid syntax",
        ),
        (
            "snippets/area/add.py",
            "# --8<-- [end:add]",
            "",
            "snippets/area/add.py:7: region 'add' never ends",
        ),
    ],
)
def test_a_mistake_is_one_line(made_up, file: str, old: str, new: str, line: str) -> None:
    made_up.edit(file, old, new)
    assert line in found_in(made_up)


def test_a_missing_translation_is_one_line(made_up) -> None:
    (made_up.root / "docs/zh/add.md").unlink()
    assert "docs/en/add.md:1: add docs/zh/add.md: a page comes in both languages" in found_in(
        made_up
    )


def test_a_program_that_no_page_shows_is_one_line(made_up) -> None:
    text = (made_up.root / "snippets/area/add.py").read_text("utf-8")
    made_up.write("snippets/area/more.py", text)
    wanted = "snippets/area/more.py:1: no page shows this program: embed it, or delete it"
    assert wanted in found_in(made_up)


def test_an_unused_region_is_one_line(made_up) -> None:
    extra = "# --8<-- [start:extra]\nimport math\n# --8<-- [end:extra]\n\n# --8<-- [start:add]"
    made_up.edit("snippets/area/add.py", "# --8<-- [start:add]", extra)
    assert any("add.py:8: no page shows the region 'extra'" in line for line in found_in(made_up))


def test_a_changed_program_names_the_command_that_records_it(made_up) -> None:
    [line] = check.program_problems(made_up.root)
    assert line.endswith("add.py:1: changed since its last run: python dev.py record area/add")


def test_an_output_without_its_program_is_seen(made_up) -> None:
    made_up.write("snippets/area/gone.out", "")
    [line] = check.leftovers(made_up.root)
    assert line.endswith("gone.out:1: its program is gone: python dev.py record")
