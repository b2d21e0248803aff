"""Promise: nothing that runs in a reader's browser, comes from elsewhere or lies outside the tree
gets into a page: whoever tries is told in one line."""

import json
import re

import pytest

from atlas import content
from atlas.snippets import ROOT

PAGE = "docs/en/add.md"


def test_ours_are_clean() -> None:
    assert content.problems(ROOT) == []


def test_a_good_site_is_clean(made_up) -> None:
    assert content.problems(made_up.root) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<script>alert(1)</script>", "HTML by hand, <script>"),
        ("<script src=x", "HTML by hand, <script src=x"),
        ("<ScRiPt>alert(1)", "HTML by hand, <ScRiPt>"),
        ('<img src="x" onerror="alert(1)">', "HTML by hand, <img"),
        ('<iframe src="https://a.example/"></iframe>', "HTML by hand, <iframe"),
        ('<div class="a" onclick="x()" markdown>', "HTML by hand, <div"),
        ("text <svg/onload=alert(1)> text", "HTML by hand, <svg/onload"),
        ("<!--[if IE]><script>", "HTML by hand"),
        ("<?php x ?>", "HTML by hand, <?php"),
        ("[a](javascript:alert(1))", "a link to javascript:"),
        ("[a](JaVaScRiPt:alert(1))", "a link to javascript:"),
        ("[a](data:text/html,x)", "a link to data:"),
        ("[a](file:///etc/passwd)", "a link to file:"),
        ('[a](b.md){ onclick="x()" }', "an event attribute"),
        ('## Title { #a onmouseover="x()" }', "an event attribute"),
        ("![a](https://a.example/a.png)", "a picture from elsewhere"),
        ('--8<-- ".git/config"', "embed from snippets/ or benchmarks/"),
        ('--8<-- "../../etc/passwd"', "embed from snippets/ or benchmarks/"),
        ('--8<-- "docs/en/add.md"', "embed from snippets/ or benchmarks/"),
        ("-8<- 'area/add.py'", "write an embed as"),
        ("--8<--", "write an embed as"),
    ],
)
def test_an_attack_in_a_page_is_told_in_one_line(made_up, line: str, said: str) -> None:
    made_up.edit(PAGE, "Look at", f"{line}\n\nLook at")
    found = content.problems(made_up.root)
    assert all(re.search(rf"add\.md:7: .*{re.escape(said)}", fault) for fault in found)
    assert len(found) == 1


def test_what_lets_a_file_run_code_says_when_to_do_so(made_up) -> None:
    load = "torch.load('a.pt', weights_only=False)"
    made_up.edit("snippets/area/add.py", "print(total)", f"print(total)\n{load}")
    [fault] = content.problems(made_up.root)
    assert "add.py:8: shows weights_only=False: add # only for a file that you trust" in fault
    made_up.edit("snippets/area/add.py", load, f"# only for a file that you trust\n{load}")
    assert content.problems(made_up.root) == []


def test_code_may_say_what_a_page_may_not_be(made_up) -> None:
    made_up.edit(PAGE, "Look at", "`<script>` and `javascript:` are words.\n\nLook at")
    assert content.problems(made_up.root) == []


def test_an_output_cannot_leave_its_fence(made_up) -> None:
    escape = "tensor(2.5000)\n```\n\n<script>alert(1)</script>\n\n```"
    made_up.edit("snippets/area/add.out", "tensor(2.5000)", escape)
    fault, _ = content.problems(made_up.root)  # and the same in Chinese
    assert fault.endswith("add.md:13: what it shows has such a line too: open it by ````")
    for page in (PAGE, PAGE.replace("en", "zh")):
        made_up.edit(page, "```{.text .output}", "````{.text .output}")
        made_up.edit(page, 'add.out:add"\n```', 'add.out:add"\n````')
    assert content.problems(made_up.root) == []


@pytest.mark.parametrize("name", ["docs/en/secret.md", "snippets/area/secret.py"])
def test_a_link_out_of_the_tree_is_seen(made_up, name: str, tmp_path) -> None:
    (tmp_path / "secret").write_text("---\ndescription: a\n---\n")
    (made_up.root / name).symlink_to(tmp_path / "secret")
    assert content.problems(made_up.root) == [
        f"{made_up.root / name}:1: is a link to a file outside: copy the file, or delete it"
    ]


@pytest.mark.parametrize(
    ("content_", "said"),
    [(b"a\n\xff\xfe", ":2: is not UTF-8"), (b"\xef\xbb\xbfa", ":1: begins with a byte order mark")],
)
@pytest.mark.parametrize("name", [PAGE, "snippets/area/add.py", "snippets/area/add.out"])
def test_what_cannot_be_read_is_named(made_up, name: str, content_: bytes, said: str) -> None:
    (made_up.root / name).write_bytes(content_)
    [fault] = content.problems(made_up.root)
    assert fault.startswith(f"{made_up.root / name}{said}")


@pytest.mark.parametrize(
    ("front_matter", "said"),
    [("- a\n- b", "is a list"), ("a: [", "is no YAML"), ("just words", "is a str")],
)
def test_front_matter_is_a_table(made_up, front_matter: str, said: str) -> None:
    made_up.edit(PAGE, "description: Adding.", front_matter)
    [fault] = content.problems(made_up.root)
    assert f"{PAGE}:1: the front matter {said}" in fault


def notebook(**output: object) -> str:
    code = {"cell_type": "code", "source": [], "outputs": [{"data": output}] if output else []}
    return json.dumps({"cells": [{"cell_type": "markdown", "source": ["# A"]}, code]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no notebook"),
        ("[]", "is no notebook"),
        (notebook(**{"application/javascript": "alert(1)"}), "an output of application/javascript"),
        (notebook(**{"text/html": "<script>alert(1)</script>"}), "HTML that is no picture"),
        (notebook(**{"text/html": "<img src=x onerror=alert(1)>"}), "HTML that is no picture"),
        (notebook(**{"text/html": '<img src="https://a.example/">'}), "HTML that is no picture"),
        (notebook().replace("# A", "<script>"), "cell 1: HTML by hand, <script>"),
    ],
)
def test_an_attack_in_a_notebook_is_told_in_one_line(made_up, text: str, said: str) -> None:
    made_up.write("docs/en/a.ipynb", text)
    [fault] = content.problems(made_up.root)
    assert said in fault


def test_a_notebook_may_show_text_and_pictures(made_up) -> None:
    shown = {"text/plain": "1", "text/html": '<img src="data:image/png;base64,onA=" alt="a">'}
    made_up.write("docs/en/a.ipynb", notebook(**shown))
    assert content.problems(made_up.root) == []
