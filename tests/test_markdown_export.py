"""Promise: machines can read the site: each page is there as plain Markdown, with the code and the
outputs that its readers see, and llms.txt leads to all of them."""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as BuiltPage
from playwright.sync_api import Page, expect

from hooks import twins as hook
from tools import pages, plain
from tools.snippets import ROOT

ADDRESSES = pages.addresses()
FENCE = re.compile(r"^(?P<indent>[ >]*)```[\w-]*(?: .*)?\n(?P<body>(?s:.*?))^[ >]*```$", re.M)
# What only the site's own Markdown, or a browser, understands.
FOREIGN = re.compile(
    r"--8<--|^ *(?:!!!|\?\?\?|===) |^---\n|<!--|</?(?:div|form|script|link|small|wbr)\b"
    r"|\{ *[.#][\w-]|#only-(?:dark|light)|\x00",
    re.M,
)


def prose_of(text: str) -> str:
    """Without code: fences, and spans in the text."""
    return plain.CODE.sub("`code`", plain.without_fences(text))


def code_of(text: str) -> list[str]:
    """The body of each fence, without the indentation or the quotation that it stands in."""
    found = []
    for fence in FENCE.finditer(text):
        lines = fence["body"].split("\n")
        found.append("\n".join(s[len(fence["indent"]) :] for s in lines).rstrip())
    return found


def dead_links(folder: Path) -> list[str]:
    """Links of the site's Markdown that lead to no file, to a page, or to no heading."""
    found = []
    files = [*folder.rglob("*.md"), *folder.rglob("llms*.txt")]
    headings = {f: set(viewed(f)) for f in files}
    for path in sorted(files):
        text = path.read_text("utf-8")
        targets = [m["target"] for m in plain.LINK.finditer(prose_of(text))]
        targets += [m[2] for m in plain.CLICK.finditer(text)]
        for target in targets:
            address, _, fragment = target.partition("#")
            if re.match(r"[\w.+-]+:", target):
                continue
            here = f"{path.relative_to(folder)}: {target}"
            there = Path(posixpath.normpath(path.parent / unquote(address))) if address else path
            if not there.is_file():
                found.append(f"{here}: there is no such file")
            elif there.suffix == ".html":
                found.append(f"{here}: leads out of the Markdown")
            elif fragment and fragment not in headings.get(there, ()):
                found.append(f"{here}: no such heading")
    return found


def viewed(path: Path) -> list[str]:
    """The fragments that a viewer of Markdown knows."""
    found = plain.HEADING.finditer(plain.without_fences(path.read_text("utf-8")))
    names = [plain.slug(heading["text"]) for heading in found]
    before = [names[:n].count(name) for n, name in enumerate(names)]
    return [f"{name}-{n}" if n else name for name, n in zip(names, before, strict=True)]


def source(address: str) -> Path:
    language, name = ("zh", address[3:]) if address.startswith("zh/") else ("en", address)
    file = ROOT / "docs" / language / (name.rstrip("/") + ".md")
    return file if file.exists() else file.with_suffix("") / "index.md"


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a or "home")
def test_the_markdown_beside_a_page_has_its_code_and_nothing_foreign(built, address) -> None:
    text = (built.folder / address / "index.md").read_text("utf-8")
    assert text.startswith("# ")
    found = FOREIGN.search(prose_of(text))
    assert not found, found
    if source(address).exists():
        shown = [b.code for b in pages.blocks(source(address).read_text("utf-8"))]
        mine = code_of(text)
        wanted = [s.rstrip() for s in shown if "click " not in s]
        assert [s for s in wanted if s not in mine] == []


def test_every_link_in_the_markdown_leads_to_more_of_it(built) -> None:
    found = dead_links(built.folder)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_llms_txt_leads_to_every_page_and_says_what_it_is_about(built, language) -> None:
    folder = built.folder / ("" if language == "en" else language)
    text = (folder / "llms.txt").read_text("utf-8")
    assert re.match(r"# \S.*\n\n> \S.*\n\n", text)
    entries = dict(re.findall(r"^- \[.+\]\((\S+)\): (.{20,})$", text, re.M))
    mine = [a for a in ADDRESSES if a.startswith("zh/") == (language == "zh")]
    assert sorted(entries) == sorted(f"{a.removeprefix('zh/')}index.md" for a in mine)
    assert len(set(entries.values())) == len(entries)
    full = (folder / "llms-full.txt").read_text("utf-8")
    for address in entries:
        assert (folder / address).read_text("utf-8").splitlines()[0] in full


@pytest.mark.browser
@pytest.mark.parametrize("address", ["zh/save-load/state-dict/", ""])
def test_a_click_copies_the_page_and_says_so(page: Page, built, address: str) -> None:
    page.goto(address)
    link = page.locator(".copy-page").first
    message = link.get_attribute("data-copied")
    link.click()
    said = page.locator(".copy-page__said[role=status]").first
    expect(said).to_have_text(message)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (built.folder / address / "index.md").read_text("utf-8")
    expect(said).to_have_text("", timeout=8000)
    assert message and not page.troubles


@pytest.mark.browser
def test_where_nothing_can_be_copied_the_link_shows_the_markdown(page: Page) -> None:
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error())")
    page.goto("save-load/state-dict/")
    page.locator(".copy-page").first.click()
    page.wait_for_url("**/save-load/state-dict/index.md")


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_from_a_disk_and_without_scripts_it_is_a_plain_link(browser, built, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((built.folder / "zh/save-load/state-dict/index.html").as_uri())
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
    assert plain.convert(PAGE, "Output:", lambda target: "there", str) == PLAIN


def test_nodes_of_diagrams_lead_elsewhere_too() -> None:
    text = '```mermaid\nflowchart TB\nclick a "../b/#c"\n```'
    assert 'click a "there"' in plain.convert(text, "", str, lambda target: "there")


def test_headings_are_named_as_viewers_of_markdown_do_it() -> None:
    text = '# `a_b`: c, d { #x }\n## 加 法 <a id="y"></a>\n- ## [Go](t.md) { #z }\n## Go { #w }\n'
    text += "```sh\n# no heading { #no }\n```\n"
    assert plain.anchors(text) == {"x": "a_b-c-d", "y": "加-法", "z": "go", "w": "go-1"}


def test_a_notebook_is_read_cell_by_cell() -> None:
    cells = """{"cells": [
        {"cell_type": "markdown", "source": ["# A\\n", "b"]},
        {"cell_type": "code", "source": ["print(1)"], "outputs": [
            {"output_type": "stream", "text": ["1\\n"]},
            {"output_type": "display_data", "data": {"image/png": "…", "text/plain": "x"}}]}]}"""
    text = plain.of_notebook(cells, "(A picture.)")
    assert text == (
        "# A\nb\n\n```python\nprint(1)\n```\n\n```{.text .output}\n1\n```\n\n(A picture.)\n"
    )


def test_links_lead_to_headings_of_other_pages_from_any_folder(monkeypatch) -> None:
    texts = {"a/one.md": "# One { #one }\n", "index.md": "# Home { #home }\n## Part 2 { #part }\n"}
    files = Files([File(name, "docs", "site", True) for name in [*texts, "snippets/x.py"]])
    made = {
        f.src_uri: hook.Twin(
            BuiltPage(None, f, MkDocsConfig()), texts[f.src_uri], plain.anchors(texts[f.src_uri])
        )
        for f in files
        if f.src_uri in texts
    }
    monkeypatch.setattr(hook, "twins", made)
    monkeypatch.setattr(hook, "pages", {t.page.url.strip("./"): t.page.file for t in made.values()})
    link, click = hook.links(made["a/one.md"], "a/one", files)
    assert link("../index.md#part") == "../../index.md#part-2"
    assert link("#one") == "#one"
    assert link("../snippets/x.py") == "../../snippets/x.py"
    assert link("https://pytorch.org/#a") == "https://pytorch.org/#a"
    assert click("../../#part") == "../../index.md#part-2"
    link, _ = hook.links(made["a/one.md"], "", files)
    assert (link("#one"), link("../index.md")) == ("a/one/index.md#one", "index.md")


def test_dead_links_are_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("", "utf-8")
    (tmp_path / "other.md").write_text("# Here\n## Here\n", "utf-8")
    (tmp_path / "index.md").write_text(
        "[a](other.md#here-1) `[x](no.md)` [b](gone.md) [c](other.md#no) [d](index.html) [e](#no)",
        "utf-8",
    )
    assert [f.partition(": ")[2] for f in dead_links(tmp_path)] == [
        "gone.md: there is no such file",
        "other.md#no: no such heading",
        "index.html: leads out of the Markdown",
        "#no: no such heading",
    ]


@pytest.mark.parametrize(
    "left", ['--8<-- "a.py"', "!!! note", "<div>", "a { .button }", "p.svg#only-dark"]
)
def test_what_is_left_of_the_sites_own_markdown_is_seen(left: str) -> None:
    assert FOREIGN.search(prose_of(f"# A\n\n{left}\n"))
    assert not FOREIGN.search(prose_of(f"# A\n\n`{left}`\n\n```\n{left}\n```\n"))
