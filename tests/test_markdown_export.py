"""Promise: machines can read the site: each page is there as plain Markdown, with the code and the
outputs that its readers see, and llms.txt leads to all of them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from atlas import links, notebook_page, pages
from atlas.config import LANGUAGES, Site
from atlas.markdown_export import Converter, Export, Source, fragments
from atlas.pages import CODE_SPAN, Text
from measure.browser import Tab

ADDRESSES = pages.by_address()
FENCE = re.compile(r"^(?P<indent>[ >]*)```[\w-]*(?: .*)?\n(?P<body>(?s:.*?))^[ >]*```$", re.M)
# What only the site's own Markdown, or a browser, understands.
FOREIGN = re.compile(
    r"--8<--|^ *(?:!!!|\?\?\?|===) |<!--|</?(?:div|form|script|link|small|wbr)\b"
    r"|\{ *[.#][\w-]|#only-(?:dark|light)|\x00",
    re.M,
)


def foreign(text: str) -> re.Match[str] | None:
    """The first of that in a text's prose."""
    prose = "\n".join(line for _, line in Text(text).prose)
    return FOREIGN.search(CODE_SPAN.sub("`code`", prose))


def code_of(text: str) -> list[str]:
    """The body of each fence, without the indentation or the quotation that it stands in."""
    found = []
    for fence in FENCE.finditer(text):
        lines = fence["body"].split("\n")
        found.append("\n".join(s[len(fence["indent"]) :] for s in lines).rstrip())
    return found


def dead_links(folder: Path) -> list[str]:
    return links.dead_in_markdown(folder, lambda text: set(fragments(Text(text))))


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a or "home")
def test_the_markdown_beside_a_page_has_its_code_and_nothing_foreign(
    site: Path, address: str
) -> None:
    text = (site / address / "index.md").read_text("utf-8")
    assert text.startswith("# ")
    assert not foreign(text)
    if ADDRESSES[address].suffix == ".md":
        shown = [b.code.rstrip() for b in pages.blocks(pages.Page(ADDRESSES[address]))]
        code = code_of(text)
        assert [s for s in shown if "click " not in s and s not in code] == []


def test_every_link_in_the_markdown_leads_to_more_of_it(site: Path) -> None:
    found = dead_links(site)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_txt_leads_to_every_page_and_says_what_it_is_about(site: Path, language: str) -> None:
    folder = site / ("" if language == "en" else language)
    text = (folder / "llms.txt").read_text("utf-8")
    assert re.match(r"# \S.*\n\n> \S.*\n\n", text)
    entries = dict(re.findall(r"^- \[.+\]\((\S+)\): (.{20,})$", text, re.M))
    own = [a for a in ADDRESSES if a.startswith("zh/") == (language == "zh")]
    assert sorted(entries) == sorted(f"{a.removeprefix('zh/')}index.md" for a in own)
    assert len(set(entries.values())) == len(entries)
    full = (folder / "llms-full.txt").read_text("utf-8")
    for address in entries:
        assert (folder / address).read_text("utf-8").splitlines()[0] in full


@pytest.mark.browser
@pytest.mark.parametrize("address", ["zh/save-load/state-dict/", ""])
def test_a_click_copies_the_page_and_says_so(tab: Tab, site: Path, address: str) -> None:
    page = tab.page
    page.goto(address)
    link = page.locator(".copy-page").first
    message = link.get_attribute("data-copied")
    link.click()
    said = page.locator(".copy-page__said[role=status]").first
    expect(said).to_have_text(message)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (site / address / "index.md").read_text("utf-8")
    expect(said).to_have_text("", timeout=8000)
    assert message and not tab.problems


@pytest.mark.browser
def test_where_nothing_can_be_copied_the_link_shows_the_markdown(page: Page) -> None:
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error())")
    page.goto("save-load/state-dict/")
    page.locator(".copy-page").first.click()
    page.wait_for_url("**/save-load/state-dict/index.md")


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_from_a_disk_and_without_scripts_it_is_a_plain_link(
    browser: Browser, site: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((site / "zh/save-load/state-dict/index.html").as_uri())
    page.locator(".copy-page").first.click()
    page.wait_for_url("**/save-load/state-dict/index.md")
    assert page.locator("body").inner_text().startswith("# 保存")
    context.close()


# The parts, and the checks themselves, on pages made up for them.

PAGE = """# The title { #top }

Wrapped `code
{ .kept }` and [a link](../b.md#part){ .md-button },
![alt](p.svg#only-light){ .plot }
![alt](p.svg#only-dark){ .plot }

<div class="hero" markdown>

!!! warning "Mind `this`"

    Text, and code:

    ```python title="a.py"
    x = layers[0](y)  # { .kept }


    z
    ```

</div>

=== "One"

    first

- item

    ```{.text .output}
    [a](b.md)
    ```

``` RuntimeError: ``x`` ```{ .first-line }

| a<br>b | <small title="x">c</small> |
"""
PLAIN = """# The title

Wrapped `code
{ .kept }` and [a link](there),
![alt](there)

> **Mind `this`**
>
> Text, and code:
>
> ```python title="a.py"
> x = layers[0](y)  # { .kept }
>
>
> z
> ```

**One**

first

- item

    Output:

    ```text
    [a](b.md)
    ```

``` RuntimeError: ``x`` ```

| a b | c |
"""


def test_a_page_is_said_in_common_markdown() -> None:
    assert Converter("Output:", lambda target: "there", str).convert(PAGE) == PLAIN


def test_nodes_of_diagrams_lead_elsewhere_too() -> None:
    text = '```mermaid\nflowchart TB\nclick a "../b/#c"\n```'
    assert 'click a "there"' in Converter("", str, lambda target: "there").convert(text)


def test_headings_are_named_as_viewers_of_markdown_do_it() -> None:
    text = '# `a_b`: c, d { #x }\n## 加 法 <a id="y"></a>\n- ## [Go](t.md) { #z }\n## Go { #w }\n'
    text += "```sh\n# no heading { #no }\n```\n"
    assert source(text).anchors == {"x": "a_b-c-d", "y": "加-法", "z": "go", "w": "go-1"}


def test_a_notebook_is_read_cell_by_cell() -> None:
    cells = """{"cells": [
        {"cell_type": "markdown", "source": ["# A\\n", "b"]},
        {"cell_type": "code", "source": ["print(1)"], "outputs": [
            {"output_type": "stream", "text": ["1\\n"]},
            {"output_type": "display_data", "data": {"image/png": "…", "text/plain": "x"}}]}]}"""
    picture = '<img src="data:image/png;base64,…">'
    text = notebook_page.cells(cells, lambda html: f"({html})")
    assert text == (
        f"# A\nb\n\n```python\nprint(1)\n```\n\n```{{.text .output}}\n1\n```\n\n({picture})\n"
    )


def source(markdown: str, destination: str = "index.html", url: str = "") -> Source:
    return Source("", destination, markdown, "A [title]", "What it is about.", url)


def export(url: str = "") -> Export:
    """Two pages and a program."""
    sources = {
        "a/one.md": source("# One { #one }\n\n[home](../index.md)\n", "a/one/index.html", url),
        "index.md": source("# Home { #home }\n## Part 2 { #part }\n", url=url),
    }
    return Export(sources, {"snippets/x.py": "snippets/x.py"}, Site("en", "S", "D", url, ""))


def test_links_lead_to_headings_of_other_pages_from_any_folder() -> None:
    link, click = export().links("a/one.md", "a/one")
    assert link("../index.md#part") == "../../index.md#part-2"
    assert link("#one") == "#one"
    assert link("../snippets/x.py") == "../../snippets/x.py"
    assert link("https://pytorch.org/#a") == "https://pytorch.org/#a"
    assert click("../../#part") == "../../index.md#part-2"
    link, _ = export().links("a/one.md", "")
    assert (link("#one"), link("../index.md")) == ("a/one/index.md#one", "index.md")


def test_a_copy_names_the_page_that_it_is_of() -> None:
    files = dict(export("https://atlas.example/").files(["a/one.md"]))
    assert files["a/one/index.md"] == (
        "# One\n\n[home](../../index.md)\n\nSource: <https://atlas.example/>\n"
    )
    assert export("").full(["index.md", "a/one.md"]) == (
        "# Home\n## Part 2\n\n---\n\n# One\n\n[home](index.md)\n"
    )


def test_the_index_has_the_sections_of_the_nav() -> None:
    nav = ["index.md", {"Deep": [{"Deeper": ["a/one.md"]}]}]
    lines = export("https://atlas.example/").index(nav, {"Deeper": "深"}).splitlines()
    assert [line for line in lines if line.startswith(("#", "-"))] == [
        "# S",
        "## S",
        r"- [A \[title\]](https://atlas.example/index.md): What it is about.",
        "## Deep: 深",
        r"- [A \[title\]](https://atlas.example/a/one/index.md): What it is about.",
    ]


def test_dead_links_are_reported(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("", "utf-8")
    (tmp_path / "other.md").write_text("# Here\n## Here\n", "utf-8")
    (tmp_path / "index.md").write_text(
        "[a](other.md#here-1) `[x](no.md)` [b](gone.md) [c](other.md#no) [d](index.html) [e](#no)",
        "utf-8",
    )
    assert [found.partition(": ")[2] for found in dead_links(tmp_path)] == [
        "gone.md: there is no gone.md",
        "other.md#no: no such heading or anchor",
        "#no: no such heading or anchor",
        "index.html: leads out of the Markdown",
    ]


@pytest.mark.parametrize(
    "left", ['--8<-- "a.py"', "!!! note", "<div>", "a { .button }", "p.svg#only-dark"]
)
def test_what_is_left_of_the_sites_own_markdown_is_reported(left: str) -> None:
    assert foreign(f"# A\n\n{left}\n")
    assert not foreign(f"# A\n\n`{left}`\n\n```\n{left}\n```\n")
