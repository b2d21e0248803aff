"""Promise: each page says what it is to those who find it, link to it or read it with a program,
and with which torch it was verified, and leads to its source where there is one."""

import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from hooks import about as hook
from tools import pages, snippets
from tools.snippets import ROOT

ADDRESSES = pages.addresses()
SHORTEST, LONGEST = 70, 180  # of a description; a search result shows about 160
GPU = {"accelerator", "cuda", "mps"}  # what a program may ask of a machine, see tools/snippets.py
KNOWN = {"WebSite", "TechArticle", "HowTo", "BreadcrumbList"}
SCHEMA = "https://schema.org"


def width(text: str) -> int:
    """In Latin letters: a Chinese one takes the place of two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def head(text: str) -> BeautifulSoup:
    return BeautifulSoup(text.partition("</head>")[0], "html.parser")


def meta(soup: BeautifulSoup, name: str) -> str:
    tag = soup.find("meta", attrs={"name": name}) or soup.find("meta", property=name)
    return tag["content"] if tag else ""


def data(soup: BeautifulSoup) -> list[dict]:
    return [json.loads(s.string) for s in soup.find_all("script", type="application/ld+json")]


def untold(text: str) -> list[str]:
    """What a page fails to say in its head, or says wrongly."""
    soup, found = head(text), []
    description = meta(soup, "description")
    if not SHORTEST <= width(description) <= LONGEST:
        found.append(f"description: {width(description)} wide, not {SHORTEST} to {LONGEST}")
    if meta(soup, "og:description") != description:
        found.append("og:description: another description")
    title = re.search(r"<h1\b[^>]*>(.*?)</h1>", text, re.S)
    title = BeautifulSoup(title[1] if title else "", "html.parser").get_text()
    if meta(soup, "og:title") != title.removesuffix("¶").strip():
        found.append(f"og:title: {meta(soup, 'og:title')!r} is not its heading")
    for kind in ("text/markdown", "application/atom+xml"):
        if not soup.find("link", rel="alternate", type=kind):
            found.append(f"no link to its {kind}")
    try:
        entries = data(soup)
    except json.JSONDecodeError as error:
        return [*found, f"structured data: {error}"]
    if not entries:
        found.append("no structured data")
    return found + [fault for entry in entries for fault in untrue(entry, soup, text)]


def untrue(entry: dict, soup: BeautifulSoup, text: str) -> list[str]:
    """What is wrong with one piece of structured data."""
    kinds = entry.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if entry.get("@context") != SCHEMA or not set(kinds) <= KNOWN:
        return [f"structured data: {entry.get('@context')} {kinds}"]
    if kinds == ["BreadcrumbList"]:
        return []
    found = []
    if entry["description"] != meta(soup, "description"):
        found.append("structured data: another description")
    if "WebSite" not in kinds and entry["name"] != meta(soup, "og:title"):
        found.append("structured data: another name")
    for step in entry.get("step", []):
        if f'id="{step["url"].partition("#")[2]}"' not in text:
            found.append(f"structured data: no section for the step {step['name']}")
    if "HowTo" in kinds and len(entry["step"]) < 2:
        found.append("structured data: a recipe without its steps")
    return found


def torch_of(names: list[str]) -> set[str]:
    """The torch versions that programs were recorded with, as they are now."""
    ledger = json.loads((snippets.SNIPPETS / "verified.json").read_text("utf-8"))
    now = {n: snippets.read_once(path_of(n)).digest for n in names}
    stamps = [(n, s) for n in names for s in ledger.get(n, {}).values()]
    return {s["torch"].partition("+")[0] for n, s in stamps if s["digest"] == now[n]}


def path_of(name: str) -> Path:
    return snippets.SNIPPETS / f"{name}.py"


def programs_of(address: str) -> list[str]:
    language, name = ("zh", address[3:]) if address.startswith("zh/") else ("en", address)
    file = ROOT / "docs" / language / (name.rstrip("/") + ".md")
    file = file if file.exists() else file.with_suffix("") / "index.md"
    embeds = pages.Page(file).embeds if file.exists() else []
    return [f.removesuffix(".py") for _, f, _ in embeds if f.endswith(".py")]


EVERY = [p.relative_to(snippets.SNIPPETS).with_suffix("").as_posix() for p in snippets.find()]


def foot(text: str) -> str:
    return text.rpartition('<footer class="md-footer">')[2]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a or "home")
def test_a_page_says_what_it_is(built, address: str) -> None:
    text = (built.folder / address / "index.html").read_text("utf-8")
    found = untold(text)
    assert not found, "\n".join(found)
    line = re.search(r'<a href="((?:[^"]*verified/)|\./)">✓ (.*?)</a>', foot(text))
    assert line, "the foot does not say with which torch it was verified"
    own = torch_of(programs_of(address))
    assert set(re.findall(r"\d+\.\d+\.\d+", line[2])) == (own or torch_of(EVERY))
    texts = hook.TEXTS["zh" if address.startswith("zh/") else "en"]
    left_out = [n for n in (programs_of(address) if own else EVERY) if not torch_of([n])]
    kind = "partly" if left_out else "page" if own else "site"
    assert re.fullmatch(re.escape(texts[kind]).replace(r"\{torch\}", r"[\d. ·]+"), line[2])
    assert all(set(snippets.read_once(path_of(n)).requires) & GPU for n in left_out), left_out
    # The build of the tests knows no repository and no address.
    assert 'rel="edit"' not in text and "issues/new" not in text and "og:image" not in text


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_no_two_pages_have_the_same_description(built, language: str) -> None:
    mine = [a for a in ADDRESSES if a.startswith("zh/") == (language == "zh")]
    texts = [(built.folder / a / "index.html").read_text("utf-8") for a in mine]
    found = [meta(head(text), "description") for text in texts]
    assert len(set(found)) == len(found), [d for d in set(found) if found.count(d) > 1]


def test_every_recipe_has_its_steps(built) -> None:
    texts = [
        (built.folder / a / "index.html").read_text("utf-8") for a in ADDRESSES if "save-load/" in a
    ]
    shaped = [t for t in texts if 'id="save"' in t and 'id="load"' in t]
    assert len(shaped) > 20
    assert all("HowTo" in data(head(t))[0]["@type"] for t in shaped)


# With an address and a repository: a small site, built with both.

PAGE = """---
description: {description}
---

# A & B: `<x>` "quoted" {{ #top }}

## Save {{ #save }}

## Load {{ #load }}
"""
DESCRIPTION = (
    'How to save </script> "A" & load it again, in a sentence that is long enough for a test.'
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory):
    """Builds a site of two pages for a repository; its folder."""
    root = tmp_path_factory.mktemp("small")
    for name in ("docs/en/index.md", "docs/en/save-load/one.md", "docs/en/save-load/index.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(PAGE.format(description=json.dumps(DESCRIPTION)), "utf-8")
    (root / "snippets").mkdir()
    hooks = "\n".join(f"  - {ROOT / 'hooks' / name}.py" for name in ("twins", "about"))
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\nhooks:\n{hooks}\n"
        f"theme: {{custom_dir: '{ROOT / 'theme'}'}}\n"
        "nav: [index.md, {Deep: [save-load/index.md, save-load/one.md]}]\nwatch: []\n",
        "utf-8",
    )

    def make(repository: str, address: str = "https://atlas.example/a/") -> Path:
        site = root / "site"
        build(
            load_config(
                str(root / "mkdocs.yml"),
                site_url=address,
                repo_url=repository,
                site_dir=str(site),
                docs_dir=str(root / "docs/en"),
            )
        )
        return site

    return make


def test_data_is_escaped_and_addresses_are_whole(small) -> None:
    text = (small("") / "save-load/one/index.html").read_text("utf-8")
    assert not untold(text)[1:], untold(text)  # it has no feed
    article, way = data(head(text))
    assert article["description"] == DESCRIPTION
    assert article["name"] == 'A & B: <x> "quoted"'
    assert article["step"][0]["url"] == "https://atlas.example/a/save-load/one/#save"
    top = "https://atlas.example/a/"
    steps = [item["item"].removeprefix(top) for item in way["itemListElement"]]
    assert steps == ["", "save-load/", "save-load/one/"]
    card = meta(head(text), "og:image")
    assert card == "https://atlas.example/a/assets/cards/index.png"
    assert 'rel="edit"' not in text


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
def test_a_page_leads_to_its_source_and_to_a_report(small, repository: str, edit: str) -> None:
    text = (small(repository) / "save-load/one/index.html").read_text("utf-8")
    actions = BeautifulSoup(text, "html.parser").select(".page-actions a:not(.copy-page)")
    links = {("edit" if a.get("rel") else "report"): a["href"] for a in actions}
    assert links.get("edit") == edit
    report = urlsplit(links["report"])
    assert links["report"].startswith(repository.rstrip("/"))
    asked = json.dumps(parse_qs(report.query), ensure_ascii=False)
    if edit:
        assert "https://atlas.example/a/save-load/one/" in asked
        assert re.search(r"torch", asked)
    else:
        assert report.query == ""


def test_the_fields_of_the_report_are_those_of_the_form() -> None:
    form = (ROOT / ".github/ISSUE_TEMPLATE/wrong.yml").read_text("utf-8")
    ids = set(re.findall(r"^    id: (\w+)$", form, re.M))
    source = (ROOT / "hooks/about.py").read_text("utf-8")
    fields = re.search(r'f"template=(.*?)&page=.*?&torch=', source)
    assert fields and (ROOT / ".github/ISSUE_TEMPLATE" / fields[1]).exists()
    assert {"page", "torch"} <= ids


def test_a_page_has_the_torch_and_the_oldest_day_of_its_programs(made_up, monkeypatch) -> None:
    program = snippets.read(made_up.root / "snippets/area/add.py")
    stamp = {"digest": program.digest, "torch": "2.13.0+cpu", "date": "2026-11-20"}
    cuda = {**stamp, "torch": "2.9.1+cu128", "date": "2026-11-02"}
    monkeypatch.setattr(hook.stamps, "entries", {"area/add": {"cpu": stamp, "cuda": cuda}})
    assert hook.verified([program]) == hook.Verified("2.9.1 · 2.13.0", "2026-11-02", True)
    cuda["digest"] = "another text"
    assert hook.verified([program]) == hook.Verified("2.13.0", "2026-11-20", True)
    stamp["digest"] = "another text"
    assert hook.verified([program]) is None


@pytest.mark.parametrize(
    ("language", "whole", "without_a_gpu"),
    [
        (
            "en",
            "This page was verified with torch 2.13.0",
            "Verified with torch 2.13.0, but for programs that need a GPU",
        ),
        ("zh", "本页已用 torch 2.13.0 验证", "已用 torch 2.13.0 验证（需要 GPU 的程序除外）"),
    ],
)
def test_a_page_does_not_answer_for_a_program_that_no_gpu_has_run(
    made_up, monkeypatch, language: str, whole: str, without_a_gpu: str
) -> None:
    add = snippets.read(made_up.root / "snippets/area/add.py")
    text = add.source.replace("# ///\n\n", '# [tool.atlas]\n# requires = ["cuda"]\n# ///\n\n')
    made_up.write("snippets/area/on_gpu.py", text)
    on_gpu = snippets.read(made_up.root / "snippets/area/on_gpu.py")
    stamp = {"digest": add.digest, "torch": "2.13.0+cpu", "date": "2026-11-20"}
    entries = {"area/add": {"cpu": stamp}}
    monkeypatch.setattr(hook.stamps, "entries", entries)

    def said(shown: list[snippets.Snippet]) -> str:
        return hook.claim(hook.TEXTS[language], hook.verified(shown))

    assert said([add]) == whole
    assert said([add, on_gpu]) == said([on_gpu, add]) == without_a_gpu
    entries["area/on_gpu"] = {"cuda": {**stamp, "digest": on_gpu.digest}}
    assert said([add, on_gpu]) == whole
    entries["area/on_gpu"]["cuda"]["digest"] = "another text"
    assert said([add, on_gpu]) == without_a_gpu


def test_a_site_does_not_answer_for_one_either(monkeypatch) -> None:
    texts = hook.TEXTS["en"]
    for wholly, said in ((True, "This site was verified with"), (False, "Verified with")):
        monkeypatch.setattr(hook, "everywhere", hook.Verified("2.13.0", "2026-11-20", wholly))
        assert hook.claim(texts, None).startswith(said)
    monkeypatch.setattr(hook, "everywhere", None)
    assert hook.claim(texts, None) == ""


# The check itself, on pages that are broken on purpose.

GOOD = f"""<head>
<meta name="description" content="{"d" * 100}">
<meta content="{"d" * 100}" property="og:description"><meta property="og:title" content="A &amp; b">
<link rel="alternate" type="text/markdown" href="index.md">
<link rel="alternate" type="application/atom+xml" href="feed.xml">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": ["HowTo"],
"name": "A & b", "description": "{"d" * 100}", "step": [{{"name": "1", "url": "#one"}},
{{"name": "2", "url": "#two"}}]}}</script></head>
<h1 id="one">A &amp; <code>b</code><a class="headerlink">¶</a></h1><h2 id="two"></h2>"""


def test_a_good_page_passes() -> None:
    assert untold(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name="description" content="', 'name="description" content="' + "d" * 100, "200 wide"),
        ('name="description"', 'name="else"', "description: 0 wide"),
        (f'"{"d" * 100}" property', '"x" property', "og:description: another"),
        ("A &amp; b", "A", "'A' is not its heading"),
        ("text/markdown", "text/html", "no link to its text/markdown"),
        ('"@type": ["HowTo"]', '"@type": ["Howto"]', "structured data: https://schema.org"),
        ('"@context":', '"@context"', "structured data: Expecting ':'"),
        (f'"description": "{"d" * 100}"', '"description": ""', "another description"),
        ('"name": "A & b"', '"name": "B"', "another name"),
        ('id="two"', 'id="three"', "no section for the step 2"),
        ("application/ld+json", "module", "no structured data"),
    ],
)
def test_what_a_page_fails_to_say_is_seen(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert any(fault in found for found in untold(GOOD.replace(old, new))), fault
