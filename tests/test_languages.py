"""Promise: the two languages correspond, file by file and section by section. (Diagrams:
test_diagrams.py, notebooks: test_notebooks.py, code and outputs: test_pages.py.)"""

import pytest

from atlas import languages
from atlas.languages import differences, heading_problems, typography, untranslated
from atlas.pages import Page


def test_the_languages_correspond() -> None:
    found = languages.problems()
    assert not found, "\n".join(found)


# The checks themselves, on pages that are broken on purpose.


def compared(site) -> list[str]:
    return differences(Page(site.root / "docs/en/add.md"), Page(site.root / "docs/zh/add.md"))


def test_a_good_translation_passes(made_up) -> None:
    assert languages.problems(made_up.root) == []


def test_a_missing_chinese_page_is_seen(made_up) -> None:
    (made_up.root / "docs/zh/add.md").unlink()
    assert "docs/en/add.md:1: add docs/zh/add.md" in untranslated(made_up.root)[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{ #adding }", "{ #addition }", "zh/add.md:5: heading '# addition'"),
        ('--8<-- "area/add.py:add"', "total = 2.5", "zh/add.md:13: embed 'area/add.out:add'"),
        ("(#adding)", "(#elsewhere)", "zh/add.md:7: links '#elsewhere'"),
        ("```{.text .output}", "```{.text}", "block '{.text}'"),
        ("先看", "!!! note\n    先看", "admonition: 1 against 0"),
    ],
)
def test_a_difference_is_seen(made_up, old: str, new: str, message: str) -> None:
    made_up.edit("docs/zh/add.md", old, new)
    assert any(message in fault for fault in compared(made_up)), compared(made_up)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("先看tensor的结果。", "a space belongs between"),
        ("先看结果, 再看代码。", "full-width punctuation"),
        ("先看结果，\n再看代码。", "join the lines"),
    ],
)
def test_chinese_set_like_english_is_seen(made_up, new: str, message: str) -> None:
    path = made_up.edit("docs/zh/add.md", "先看[求和](#adding)的结果。", new)
    assert message in typography(Page(path))[0]


def test_a_heading_without_id_and_a_page_without_description_are_seen(made_up) -> None:
    path = made_up.edit("docs/en/add.md", " { #adding }", "")
    made_up.edit("docs/en/add.md", "description: Adding.", "title: Adding")
    found = heading_problems(Page(path))
    assert "add.md:5: give the heading" in found[0] and "description" in found[1]
