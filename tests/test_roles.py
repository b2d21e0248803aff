"""A block of an error's entry says what it is for."""

from textwrap import dedent

import pytest

from atlas import pages, roles
from atlas.config import LANGUAGES
from atlas.texts import texts_of

ENTRY = dedent("""\
    ## `Boom` { #boom }

    ```python
    --8<-- "errors/boom.py:raise-list"
    ```

    ```{.text .output}
    --8<-- "errors/boom.out:raise-list"
    ```

    Do this:

    ```python
    --8<-- "errors/boom.py:fix"
    ```

    ```python
    --8<-- "errors/boom.py:wrong-result"
    ```

    ```python
    --8<-- "errors/boom.py:wrong-copy"
    ```
    """)


def test_what_raises_the_error_is_folded_with_its_output() -> None:
    lines = roles.with_roles(ENTRY, "en").splitlines()
    start = lines.index('??? raise "What raises it"')
    assert lines[start + 2 : start + 4] == [
        "    ```python",
        '    --8<-- "errors/boom.py:raise-list"',
    ]
    assert '    --8<-- "errors/boom.out:raise-list"' in lines
    assert lines[lines.index("Do this:") - 2] == "    ```"
    assert '??? wrong-result "What goes wrong, without a message"' in lines


def test_the_other_roles_are_labels() -> None:
    fences = pages.Text(roles.with_roles(ENTRY, "en")).fences
    labels = {fence.embed.region: fence.info for fence in fences if fence.embed}
    assert labels["fix"] == '{.python .fix title="Fix"}'
    assert labels["wrong-copy"] == '{.python .wrong .no-copy title="Does not help"}'


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_a_label(language: str) -> None:
    assert set(texts_of(language, "roles")) == set(roles.ROLES)


def test_a_block_that_can_be_no_cell_says_so() -> None:
    embed = '```{.python title="%s"}\n--8<-- "modules/%s.py:program"\n```'
    cells = embed % ("no_gpu.py", "data_no_gpu")
    said = texts_of("en", "files")["must"]
    assert roles.with_files(cells, "en") == cells
    workers = embed % ("workers.py", "data_workers")
    assert roles.with_files(workers, "en") == f"{said}\n\n{workers}"


def test_other_pages_stay_as_they_are() -> None:
    text = ENTRY.replace("errors/boom", "save_load/boom")
    assert roles.with_roles(text, "en") == text.rstrip("\n")
