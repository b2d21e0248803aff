"""Promise: each page says what it is to those who find it, link to it or read it with a program,
and with which torch it was verified, and leads to its source where there is one."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from lxml.html import HtmlElement
from mkdocs.commands.build import build
from mkdocs.config import load_config

from atlas import page_metadata, pages, snippets
from atlas.config import LANGUAGES, Site
from atlas.links import parsed
from atlas.markdown_export import Source
from atlas.page_metadata import SCHEMA
from atlas.record import Stamps
from atlas.snippets import ROOT, SNIPPETS, Snippet
from atlas.texts import texts_of
from atlas.verified import Verified, foot, verified

ADDRESSES = pages.by_address()
SHORTEST, LONGEST = 70, 180  # of a description; a search result shows about 160
GPU = {"accelerator", "cuda", "mps"}  # what a program may ask of a machine
KNOWN = ("WebSite", "TechArticle", "BreadcrumbList")


def language_of(address: str) -> str:
    return "zh" if address.startswith("zh/") else "en"


def width(text: str) -> int:
    """In Latin letters: a Chinese one takes the place of two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def meta(tree: HtmlElement, name: str) -> str:
    return "".join(tree.xpath("//head/meta[@name=$n or @property=$n]/@content", n=name)[:1])


def data(tree: HtmlElement) -> list[dict[str, Any]]:
    return [json.loads(s) for s in tree.xpath("//script[@type='application/ld+json']/text()")]


def problems(tree: HtmlElement) -> list[str]:
    """What a page does not say in its head, or says wrongly."""
    found = []
    description = meta(tree, "description")
    if not SHORTEST <= width(description) <= LONGEST:
        found.append(f"description: {width(description)} wide, not {SHORTEST} to {LONGEST}")
    if meta(tree, "og:description") != description:
        found.append("og:description: another description")
    heading = tree.find(".//h1").text_content().removesuffix("¶").strip()
    if meta(tree, "og:title") != heading:
        found.append(f"og:title: {meta(tree, 'og:title')!r} is not its heading")
    for kind in ("text/markdown", "application/atom+xml"):
        if not tree.xpath("//head/link[@rel='alternate'][@type=$t]", t=kind):
            found.append(f"no link to its {kind}")
    try:
        entries = data(tree)
    except json.JSONDecodeError as error:
        return [*found, f"structured data: {error}"]
    if not entries:
        found.append("no structured data")
    return found + [problem for entry in entries for problem in data_problems(entry, tree)]


def data_problems(entry: dict[str, Any], tree: HtmlElement) -> list[str]:
    """What is wrong with one piece of structured data."""
    kind = entry.get("@type")
    if entry.get("@context") != SCHEMA or kind not in KNOWN:
        return [f"structured data: {entry.get('@context')} {kind}"]
    if kind == "BreadcrumbList":
        return []
    found = []
    if entry["description"] != meta(tree, "description"):
        found.append("structured data: another description")
    if kind == "TechArticle" and entry["name"] != meta(tree, "og:title"):
        found.append("structured data: another name")
    return found


def torch_of(shown: list[Snippet]) -> set[str]:
    """The torch versions that programs were recorded with, as they are now."""
    entries = json.loads((SNIPPETS / "verified.json").read_text("utf-8"))
    stamps = [(p, stamp) for p in shown for stamp in entries.get(p.name, {}).values()]
    return {s["torch"].partition("+")[0] for p, s in stamps if s["digest"] == p.digest}


def programs(path: Path | None = None) -> list[Snippet]:
    """Those that a page shows; without a page all of them."""
    if path is None:
        return [snippets.read_once(file) for file in snippets.find()]
    names = pages.Page(path).programs if path.suffix == ".md" else []
    return [snippets.read_once(SNIPPETS / f"{name}.py") for name in names]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a or "home")
def test_a_page_says_what_it_is(site: Path, address: str) -> None:
    tree = parsed(site / address / "index.html")
    assert problems(tree) == []
    [line] = tree.xpath("//footer[@class='md-footer']//a[starts-with(., '✓ ')]")
    assert line.get("href") == "./" or line.get("href").endswith("verified/")
    own = torch_of(programs(ADDRESSES[address]))
    answers_for = programs(ADDRESSES[address] if own else None)
    without = [p for p in answers_for if not torch_of([p])]
    texts = texts_of(language_of(address), "releases")
    recorded = re.escape(f"✓ {texts['recorded']}").replace(r"\{torch\}", "([\\d. ·]+)")
    said = re.match(recorded, line.text_content())
    assert said, line.text_content()
    assert set(said[1].split(" · ")) == torch_of(answers_for)
    waiting = texts["waiting"][len(without) != 1].format(n=len(without))
    assert (waiting in line.text_content()) == bool(without)
    assert all(set(p.requires) & GPU for p in without), without
    # The build of the tests knows no repository and no address.
    assert not tree.xpath("//a[@rel='edit' or contains(@href, 'issues/new')]")
    assert not meta(tree, "og:image")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_description(site: Path, language: str) -> None:
    files = [site / a / "index.html" for a in ADDRESSES if language_of(a) == language]
    found = [meta(parsed(file), "description") for file in files]
    assert len(set(found)) == len(found), [d for d in set(found) if found.count(d) > 1]


# With an address and a repository: a small site, built with both.

PAGE = """---
description: {description}
---

# A & B: `<x>` "quoted" {{ #top }}
"""
DESCRIPTION = (
    'How to save </script> "A" & load it again, in a sentence that is long enough for a test.'
)
TOP = "https://atlas.example/a/"
Small = Callable[[str], HtmlElement]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Builds a site of three pages for a repository; the last of them."""
    root = tmp_path_factory.mktemp("small")
    for name in ("docs/en/index.md", "docs/en/save-load/one.md", "docs/en/save-load/index.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(PAGE.format(description=json.dumps(DESCRIPTION)), "utf-8")
    (root / "snippets").mkdir()
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nhooks: ['{ROOT / 'hooks.py'}']\n"
        f"theme: {{custom_dir: '{ROOT / 'theme'}'}}\n"
        "nav: [index.md, {Deep: [save-load/index.md, save-load/one.md]}]\nwatch: []\n",
        "utf-8",
    )

    def make(repository: str) -> HtmlElement:
        places = {"site_dir": str(root / "site"), "docs_dir": str(root / "docs/en")}
        file = str(root / "mkdocs.yml")
        build(load_config(file, site_url=TOP, repo_url=repository, **places))
        return parsed(root / "site/save-load/one/index.html")

    return make


def test_data_is_escaped_and_addresses_are_whole(small: Small) -> None:
    tree = small("")
    assert problems(tree) == []
    article, way = data(tree)
    assert article["description"] == DESCRIPTION
    assert article["name"] == 'A & B: <x> "quoted"'
    assert article["url"] == f"{TOP}save-load/one/"
    steps = [item["item"].removeprefix(TOP) for item in way["itemListElement"]]
    assert steps == ["", "save-load/", "save-load/one/"]
    assert meta(tree, "og:image") == f"{TOP}assets/cards/index.png"
    assert not tree.xpath("//a[@rel='edit']")


@pytest.mark.parametrize(
    ("repository", "edit"),
    [
        ("https://github.com/o/r", "https://github.com/o/r/edit/main/docs/en/save-load/one.md"),
        ("https://gitlab.com/o/r/", "https://gitlab.com/o/r/-/edit/main/docs/en/save-load/one.md"),
        (
            "https://codeberg.org/o/r",
            "https://codeberg.org/o/r/_edit/main/docs/en/save-load/one.md",
        ),
        ("https://git.example/o/r", None),
    ],
)
def test_a_page_leads_to_its_source_and_to_a_report(
    small: Small, repository: str, edit: str | None
) -> None:
    actions = small(repository).xpath("//div[@class='page-actions']/a[not(@class='copy-page')]")
    links = {("edit" if a.get("rel") else "report"): a.get("href") for a in actions}
    assert links.get("edit") == edit
    assert links["report"].startswith(repository.rstrip("/"))
    if not edit:
        return
    asked = str(parse_qs(urlsplit(links["report"]).query))
    assert f"{TOP}save-load/one/" in asked and "torch" in asked


@pytest.mark.parametrize("file", ["mkdocs.yml", "mkdocs.zh.yml"])
def test_each_language_has_its_own_source(file: str) -> None:
    config = load_config(str(ROOT / file), repo_url="https://github.com/o/r")
    config = config.plugins.on_config(config)
    assert config.edit_uri == f"edit/main/docs/{config.theme['language']}/"


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        (
            "https://codeberg.org/o/r/",
            "https://codeberg.org/o/r/issues/new?title=A%20%26%20B&body="
            "https%3A%2F%2Fatlas.example%2Fa%2Fa%2Fb%2F%0A%0Atorch:%20torch%202.13.0%0A%0A",
        ),
        ("https://git.example/o/r", "https://git.example/o/r"),
        ("", ""),
    ],
)
def test_a_report_goes_where_the_host_takes_it(repository: str, address: str) -> None:
    page = Source("a/b.md", "", "", "A & B", "D", f"{TOP}a/b/")
    site = Site("en", "S", "D", TOP, repository)
    assert page_metadata.report(page, site, "torch 2.13.0") == address


def test_the_fields_of_the_report_are_those_of_the_form() -> None:
    fields = parse_qs(page_metadata.HOSTS["github"]["report"].partition("?")[2])
    form = ROOT / ".github/ISSUE_TEMPLATE" / fields.pop("template")[0]
    assert {*fields} <= {*re.findall(r"^    id: (\w+)$", form.read_text("utf-8"), re.M)}


# With which torch: a page whose programs have stamps made up for them


class Stamped:
    """Two programs, one of which needs a GPU, and their stamps."""

    def __init__(self, made_up: Any) -> None:
        path = made_up.root / "snippets/area/add.py"
        text = path.read_text("utf-8")
        text = text.replace("# ///\n\n", '# [tool.atlas]\n# requires = ["cuda"]\n# ///\n\n')
        self.add = snippets.read(path)
        self.on_gpu = snippets.read(made_up.write("snippets/area/on_gpu.py", text))
        self.stamps = Stamps(made_up.root / "snippets")

    def stamp(self, program: Snippet, device: str, torch: str, date: str, digest: str = "") -> None:
        digest = digest or program.digest
        stamp = {"digest": digest, "torch": torch, "date": date}
        self.stamps.entries.setdefault(program.name, {})[device] = stamp

    def verified(self, *shown: Snippet) -> Verified | None:
        return verified([*shown], self.stamps)


@pytest.fixture
def stamped(made_up: Any) -> Stamped:
    stamped = Stamped(made_up)
    stamped.stamp(stamped.add, "cpu", "2.13.0+cpu", "2026-11-20")
    return stamped


def test_a_page_has_the_torch_and_the_oldest_day_of_its_programs(stamped: Stamped) -> None:
    add = stamped.add
    stamped.stamp(add, "cuda", "2.9.1+cu128", "2026-11-02")
    assert stamped.verified(add) == Verified("2.9.1 · 2.13.0", "2026-11-02", True)
    stamped.stamp(add, "cuda", "2.9.1+cu128", "2026-11-02", digest="of another text")
    assert stamped.verified(add) == Verified("2.13.0", "2026-11-20", True)
    stamped.stamp(add, "cpu", "2.13.0+cpu", "2026-11-20", digest="of another text")
    assert stamped.verified(add) is None


@pytest.mark.parametrize(
    ("language", "whole", "without_a_gpu"),
    [
        ("en", "Recorded on torch 2.13.0.", "One program waits for a GPU."),
        ("zh", "输出记录自 torch 2.13.0。", "有 1 个程序要等 GPU。"),
    ],
)
def test_a_page_does_not_answer_for_a_program_that_no_gpu_has_run(
    stamped: Stamped, language: str, whole: str, without_a_gpu: str
) -> None:
    add, on_gpu = stamped.add, stamped.on_gpu

    def claim(*shown: Snippet) -> str:
        return foot(texts_of(language, "releases"), stamped.stamps, [*shown])

    assert claim(add) == whole and claim(on_gpu) == ""
    assert claim(add, on_gpu).startswith(whole) and claim(on_gpu, add).endswith(without_a_gpu)
    stamped.stamp(on_gpu, "cuda", "2.13.0+cpu", "2026-11-20")
    assert claim(add, on_gpu) == whole
    stamped.stamp(on_gpu, "cuda", "2.13.0+cpu", "2026-11-20", digest="of another text")
    assert claim(add, on_gpu).endswith(without_a_gpu)


# The check itself, on pages that are broken on purpose

LONG = "d" * 100
GOOD = f"""<html><head><meta name="description" content="{LONG}">
<meta content="{LONG}" property="og:description"><meta property="og:title" content="A &amp; b">
<link rel="alternate" type="text/markdown" href="index.md">
<link rel="alternate" type="application/atom+xml" href="feed.xml">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "TechArticle",
"name": "A & b", "description": "{LONG}"}}</script></head><body>
<h1 id="one">A &amp; <code>b</code><a class="headerlink">¶</a></h1></body></html>"""


def test_a_good_page_passes() -> None:
    assert problems(lxml.html.document_fromstring(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('name="description" content="', f'name="description" content="{LONG}', "200 wide"),
        ('name="description"', 'name="else"', "description: 0 wide"),
        (f'"{LONG}" property', '"x" property', "og:description: another"),
        ("A &amp; b", "A", "'A' is not its heading"),
        ("text/markdown", "text/html", "no link to its text/markdown"),
        ("application/atom+xml", "text/html", "no link to its application/atom+xml"),
        ('"@type": "TechArticle"', '"@type": "HowTo"', "structured data: https://schema.org"),
        ('"@context":', '"@context"', "structured data: Expecting ':'"),
        (f'"description": "{LONG}"', '"description": ""', "another description"),
        ('"name": "A & b"', '"name": "B"', "another name"),
        ("application/ld+json", "module", "no structured data"),
    ],
)
def test_what_a_page_does_not_say_is_reported(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    tree = lxml.html.document_fromstring(GOOD.replace(old, new))
    assert any(problem in found for found in problems(tree))
