"""Promise: what other releases of torch make of each program is known, and a page says it."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from atlas import check, errors, pages, record, releases, snippets
from atlas.links import parsed
from atlas.record import Stamps, changed, problem
from atlas.release_tabs import with_releases
from atlas.releases import FAILS, LEFT_OUT, OTHER, SAME, Releases, kind, span
from atlas.runner import Run, Runner
from atlas.snippets import SNIPPETS, Snippet
from atlas.tables import with_cards
from atlas.texts import texts_of
from atlas.verified import claim, foot, overview
from measure import errors as asked

TABLE = json.loads((SNIPPETS / "releases.json").read_text("utf-8"))
RECORDED = Stamps().release()
CHECKED = Releases().checked(RECORDED)
OLDEST = (2, 6, 0)
ADDRESSES = pages.by_address()


def test_every_program_was_checked_on_each_release_as_it_is_now() -> None:
    found = check.release_problems()
    assert not found, "\n".join(found)


def test_the_oldest_and_the_newest_are_among_them() -> None:
    checked = [snippets.release(torch) for torch in Releases().checked()]
    assert len(checked) > 4 and checked[0] == OLDEST
    assert checked[-1] > snippets.release(RECORDED)


@pytest.mark.parametrize("path", snippets.find(), ids=snippets.name_of)
def test_a_program_asks_for_the_oldest_torch_that_runs_it(path: Path) -> None:
    program = snippets.read_once(path)
    gate = next(d for d in program.dependencies if d.startswith("torch>="))[7:]
    oldest = snippets.release(gate)
    ran = {RECORDED: SAME, **Releases().outcomes(program)}
    runs = [snippets.release(t) for t, o in ran.items() if kind(o) in (SAME, OTHER)]
    if set(program.requires) - {"linux"}:
        pytest.skip("needs a device that is not here")
    assert oldest == OLDEST or oldest[:2] == min(runs)[:2]


# Pages


def outcomes(programs: list[Snippet]) -> list[set[str]]:
    """For each program that was recorded, the kinds of its outcomes, read from the file anew."""
    found = []
    for program in programs:
        entry = TABLE.get(program.name, {})
        if entry.get("digest") != releases.digest(program):
            entry = {}
        kinds = {kind(entry.get(torch, "unchecked")) for torch in CHECKED}
        if Stamps().valid(program, "cpu"):
            found.append(kinds)
    return found


def wanted(programs: list[Snippet], texts: dict[str, Any]) -> tuple[list[str], list[str]]:
    """(patterns of what a foot has to say of programs, patterns of what it may not say)."""
    found = outcomes(programs)
    keys = {OTHER: "other", FAILS: "fails", LEFT_OUT: "left_out", "unchecked": "unchecked"}
    said, unsaid = [], []
    for what, key in keys.items():
        count = sum(what in kinds for kinds in found)
        pattern = re.escape(texts[key][count > 1]).replace(r"\{torch\}", r"[\d., –]+")
        right = re.escape(str(count)) if count else r"\d+"
        (said if count else unsaid).append(pattern.replace(r"\{n\}", right))
    print_the_same = not any(kinds - {SAME, LEFT_OUT} for kinds in found)
    same = texts["same"] if all(kinds <= {SAME} for kinds in found) else texts["same_where"]
    (said if found and print_the_same else unsaid).append(re.escape(same))
    return (said, unsaid) if found else ([], unsaid)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a or "home")
def test_the_foot_of_a_page_says_what_the_table_says(site: Path, address: str) -> None:
    texts = texts_of("zh" if address.startswith("zh/") else "en", "releases")
    path = ADDRESSES[address]
    names = pages.Page(path).programs if path.suffix == ".md" else []
    every = [snippets.read_once(p) for p in snippets.find()]
    shown = [p for p in every if p.name in names]
    ran = [p for p in shown if Stamps().entries.get(p.name)]
    line = parsed(site / address / "index.html").xpath("//footer//a[starts-with(., '✓ ')]")[0]
    foot = line.text_content()
    said, unsaid = wanted(shown if ran else every, texts)
    assert all(re.search(pattern, foot) for pattern in said), (foot, said)
    assert not any(re.search(pattern, foot) for pattern in unsaid), (foot, unsaid)
    assert RECORDED in foot and CHECKED[-1] in foot


def test_a_page_shows_each_text_in_a_tab(site: Path) -> None:
    tree = parsed(site / "errors/shapes/index.html")
    labels = [e.text_content() for e in tree.xpath("//div[@class='tabbed-labels']/label")]
    assert "torch 2.15" in labels
    texts = [e.text_content() for e in tree.xpath("//div[@class='tabbed-content']//pre")]
    assert any("Error: mat1 and mat2 shapes" in text for text in texts)
    assert any("Error: addmm: mat1 and mat2 shapes" in text for text in texts)


def other_wordings() -> list[tuple[str, str]]:
    """(id of an entry, a message of it in the words of another release)."""
    of_errors = [p for p in pages.find("en") if p.name.startswith("errors/")]
    every = [entry for page in of_errors for entry in errors.entries(page)]
    found = [(entry.id, message) for entry in every for message in entry.elsewhere]
    return [(id, message) for id, message in found if not asked.lacks(id, message)]


@pytest.mark.browser
def test_the_field_knows_the_words_of_all_releases(
    site: Path, browser: Browser, server: str
) -> None:
    wordings = other_wordings()
    assert ("mat1-mat2", "addmm:") in [(i, m.split()[1]) for i, m in wordings]
    page = browser.new_page(base_url=server)
    page.goto("errors/")
    wrong = []
    for id, message in wordings:
        page.locator("#paste-error").fill(f"Traceback (most recent call last):\n{message}\n")
        page.locator(".paste-error button[type=submit], .paste-error button").first.click()
        first = page.locator(".paste-error__answer a").first.get_attribute("href")
        if not first.endswith(f"#{id}"):
            wrong.append(f"{id}: {message} leads to {first}")
    page.close()
    assert not wrong, "\n".join(wrong)


CHOSEN = """() => [...document.querySelectorAll(".tabbed-set > input:checked")]
    .map((input) => document.querySelector(`label[for=${input.id}]`).innerText)"""
FIRST = """() => [...document.querySelectorAll(".tabbed-labels > label:first-child")]
    .map((label) => label.innerText)"""
CHOOSE = """(release) => [...document.querySelectorAll(".tabbed-labels > label")]
    .find((label) => label.textContent === release).click()"""


def chosen(page: Page, address: str, choose: str = "") -> list[str]:
    """The tabs that a page shows, after one of a release was chosen."""
    page.goto(address)
    page.locator("details:has(.tabbed-set)").evaluate_all("all => all.forEach(e => e.open = true)")
    if choose:
        page.evaluate(CHOOSE, choose)
    return page.evaluate(CHOSEN)


@pytest.mark.browser
def test_the_release_that_a_reader_chose_is_chosen_on_all_pages(page: Page) -> None:
    """Also where its text is that of other releases, so that the labels are not equal."""
    assert chosen(page, "errors/autograd/") == page.evaluate(FIRST)
    old = chosen(page, "errors/autograd/", "torch 2.6")
    assert old and all("2.6" in label for label in old)
    assert all("2.6" in label for label in chosen(page, "errors/shapes/"))
    new = chosen(page, "errors/shapes/", "torch 2.15")
    assert "torch 2.15" in new
    assert "torch 2.15" in chosen(page, "zh/modules/layers/")
    assert chosen(page, "errors/autograd/") == page.evaluate(FIRST)


def test_a_table_of_signs_stays_a_table_on_a_phone() -> None:
    row = "<tr><td>a_long_name.py</td><td>{}</td><td>✓</td></tr>"
    head = "<table><tr><th>Program</th><th>2.13</th><th>2.15</th></tr>"
    assert "data-cards" not in with_cards(f"{head}{row.format('≠')}</table>")
    assert "data-cards" in with_cards(f"{head}{row.format('prints the same')}</table>")


# On a made-up site


class Elsewhere:
    """A site whose program was recorded on 2.13.0, and is looked at on other releases."""

    def __init__(self, made_up: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made_up, self.monkeypatch = made_up, monkeypatch
        self.root, self.path = made_up.root, made_up.root / "snippets/area/add.py"
        self.stamp("2.13.0+cpu")

    def stamp(self, torch: str) -> None:
        stamp = {"digest": self.program.digest, "torch": torch, "date": "2026-11-20"}
        entry = {"area/add": {"cpu": {**stamp, "device": "", "python": "", "seconds": 1}}}
        self.made_up.write("snippets/verified.json", json.dumps(entry))

    @property
    def program(self) -> Snippet:
        return snippets.read(self.path)

    @property
    def table(self) -> Releases:
        return Releases(self.root / "snippets")

    @property
    def stamps(self) -> Stamps:
        return Stamps(self.root / "snippets")

    def run(self, torch: str, prints: str = "", **more: Any) -> Run:
        """What came of the program on a release, where it printed this text."""
        self.monkeypatch.setattr(releases, "here", lambda: torch)
        output = self.made_up.root.joinpath("snippets/area/add.out").read_text("utf-8")
        return Run(
            self.program, output.replace("tensor(2.5000)", prints or "tensor(2.5000)"), **more
        )

    def check(self, torch: str, prints: str = "", report: Path | None = None, **more: Any) -> int:
        run = self.run(torch, prints, **more)
        self.monkeypatch.setattr(record, "Releases", lambda *_: self.table)
        return record.check_elsewhere([run], "2.13.0", keeps=not report, report=report)

    def page(self, language: str = "en") -> str:
        text = (self.root / f"docs/{language}/add.md").read_text("utf-8")
        return with_releases(text, language, self.root)

    def foot(self, language: str = "en") -> str:
        return foot(texts_of(language, "releases"), self.stamps, [self.program])

    def problems(self) -> list[str]:
        return check.release_problems(self.root)


@pytest.fixture
def elsewhere(made_up: Any, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    return Elsewhere(made_up, monkeypatch)


def test_what_came_of_it_is_kept(elsewhere: Elsewhere) -> None:
    elsewhere.check("2.6.0", error="Traceback\n  x\nTypeError: no such thing\n\nlog")
    elsewhere.check("2.9.1", "tensor(9.)")
    elsewhere.check("2.14.1")
    elsewhere.check("2.15.0", skipped="needs torch>=2.16, here is 2.15.0")
    assert elsewhere.table.outcomes(elsewhere.program) == {
        "2.6.0": "fails: TypeError: no such thing",
        "2.9.1": "other",
        "2.14.1": "same",
        "2.15.0": "left out: needs torch>=2.16",
    }
    assert "tensor(9.)" in releases.text_of(elsewhere.program, "2.9.1")
    assert elsewhere.problems() == []


def test_a_text_that_is_the_same_again_is_no_longer_kept(elsewhere: Elsewhere) -> None:
    elsewhere.check("2.9.1", "tensor(9.)")
    elsewhere.check("2.9.1")
    assert not releases.printed_on(elsewhere.program)


@pytest.mark.parametrize("file", ["add.py", "add.out"])
def test_a_program_that_changed_after_its_check_is_seen(elsewhere: Elsewhere, file: str) -> None:
    elsewhere.check("2.9.1")
    elsewhere.made_up.edit(f"snippets/area/{file}", "2.5", "2.50")
    [found] = elsewhere.problems()
    assert "add.py:1: not checked on torch 2.9.1 as it is now" in found
    assert found.endswith("TORCH_VERSION=2.9.1 python dev.py record --check area/add")
    elsewhere.stamp("2.13.0")
    assert "one program was not checked since it changed" in elsewhere.foot()


def test_a_text_that_is_missing_or_left_over_is_seen(elsewhere: Elsewhere) -> None:
    elsewhere.check("2.9.1", "tensor(9.)")
    text = elsewhere.path.with_suffix(".2.9.1.out")
    left_over = elsewhere.made_up.write("snippets/area/add.2.10.0.out", "x")
    assert elsewhere.problems() == [f"{left_over}:1: releases.json does not speak of it: delete it"]
    left_over.unlink()
    text.unlink()
    [found] = elsewhere.problems()
    assert "add.2.9.1.out:1: is missing" in found


def test_a_release_is_compared_with_the_one_before_it(elsewhere: Elsewhere, capsys: Any) -> None:
    assert elsewhere.check("2.15.0", "tensor(9.)") == 0
    said = capsys.readouterr().out
    assert "prints something else than on 2.13.0" in said and "+tensor(9.)" in said
    assert "torch 2.15.0: 1 other; 1 changed" in said
    assert elsewhere.check("2.16.0", "tensor(9.)") == 0
    assert "0 changed" in capsys.readouterr().out
    assert problem(elsewhere.run("2.15.0", "tensor(9.)")) == ""
    assert "than on 2.15.0" in problem(elsewhere.run("2.15.0"))
    assert "than on 2.13.0" in problem(elsewhere.run("2.14.1", "tensor(9.)"))
    assert "now “fails: killed”, “other” on 2.16.0" in problem(
        elsewhere.run("2.17.0", error="killed")
    )


def test_a_program_that_waits_for_a_device_has_not_changed(elsewhere: Elsewhere) -> None:
    run = elsewhere.run("2.15.0", skipped="needs cuda, which this machine does not offer")
    waiting = replace(run, snippet=replace(run.snippet, requires=("cuda",)))
    assert changed(waiting, "2.13.0") == "" and changed(run, "2.13.0")


def test_a_nightly_build_is_reported_and_not_kept(elsewhere: Elsewhere, tmp_path: Path) -> None:
    elsewhere.check("2.15.0")
    report = tmp_path / "changed.md"
    assert elsewhere.check("2.16.0.dev20261128", report=report) == 0
    assert elsewhere.check("2.16.0.dev20261128", "tensor(9.)", report) == 1
    assert "```diff\n" in report.read_text("utf-8") and "+tensor(9.)" in report.read_text("utf-8")
    assert elsewhere.table.checked() == ["2.15.0"]
    assert not releases.RELEASE.fullmatch("2.16.0.dev20261128")


def test_a_gate_that_is_too_high_is_an_error(elsewhere: Elsewhere) -> None:
    path = elsewhere.made_up.edit("snippets/area/add.py", "torch>=2.6", "torch>=99.1")
    run = Runner("cpu", 4).run(snippets.read(path))
    elsewhere.monkeypatch.setattr(releases, "here", lambda: "2.9.1")
    assert "drop that claim" in changed(run, "2.13.0")
    elsewhere.monkeypatch.setattr(record, "Releases", lambda *_: elsewhere.table)
    assert record.check_elsewhere([run], "2.13.0", keeps=True, report=None) == 1
    assert elsewhere.table.checked() == []


@pytest.mark.parametrize(
    ("language", "same", "other", "fails", "left_out"),
    [
        (
            "en",
            "Recorded on torch 2.13.0. Checked on 2.6.0 … 2.15.0: all print the same.",
            "Checked on 2.6.0 … 2.15.0: one program prints something else on 2.6, 2.15.",
            "one program fails on 2.6",
            "all print the same where they run; one program does not run on 2.6.",
        ),
        (
            "zh",
            "输出记录自 torch 2.13.0。也在 2.6.0 … 2.15.0 上核对过：输出全都相同。",
            "也在 2.6.0 … 2.15.0 上核对过：有 1 个程序在 2.6, 2.15 上输出不同。",
            "有 1 个程序在 2.6 上会失败",
            "能运行的，输出都相同；有 1 个程序不能在 2.6 上运行。",
        ),
    ],
)
def test_the_foot_says_it(
    elsewhere: Elsewhere, language: str, same: str, other: str, fails: str, left_out: str
) -> None:
    elsewhere.check("2.6.0")
    elsewhere.check("2.15.0")
    assert elsewhere.foot(language) == same
    elsewhere.check("2.6.0", error="x")
    assert fails in elsewhere.foot(language)
    elsewhere.check("2.6.0", skipped="needs torch>=2.9")
    assert elsewhere.foot(language).endswith(left_out)
    elsewhere.check("2.6.0", "tensor(9.)")
    elsewhere.check("2.15.0", "tensor(9.)")
    assert elsewhere.foot(language).endswith(other)


def test_an_output_that_differs_has_a_tab_for_each_text(elsewhere: Elsewhere) -> None:
    plain = elsewhere.page()
    elsewhere.check("2.6.0", "tensor(9.)")
    elsewhere.check("2.9.1", "tensor(9.)")
    elsewhere.check("2.15.0", "tensor(8.)")
    elsewhere.check("2.14.1")
    tabs = re.findall(
        r'=== "(.*)"\n\n    ```\{.text .output\}\n    --8<-- "(.*)"', elsewhere.page()
    )
    assert tabs == [
        ("torch 2.13–2.14", "area/add.out:add"),
        ("torch 2.6–2.9", "area/add.2.6.0.out:add"),
        ("torch 2.15", "area/add.2.15.0.out:add"),
    ]
    assert '=== "' not in plain


def test_a_block_says_which_torch_it_needs(elsewhere: Elsewhere) -> None:
    elsewhere.check("2.6.0", skipped="needs torch>=2.9")
    assert "Needs torch" not in elsewhere.page()
    elsewhere.made_up.edit("snippets/area/add.py", "torch>=2.6", "torch>=2.9")
    elsewhere.check("2.6.0", skipped="needs torch>=2.9")
    assert "\nNeeds torch 2.9 or newer.\n{ .needs-torch }\n\n```python\n" in elsewhere.page()
    assert "\n需要 torch 2.9 或更新的版本。\n" in elsewhere.page("zh")


def test_the_table_counts_and_lists(elsewhere: Elsewhere) -> None:
    elsewhere.check("2.6.0", "tensor(9.)")
    whole = overview(texts_of("en", "programs"), elsewhere.stamps, [elsewhere.program], "add.md")
    assert "| 2.6.0 | 0 | 1 | 0 | 0 | 0 |" in whole and "| 2.13.0 | 1 | 0 | 0 | 0 | 0 |" in whole
    assert '??? abstract "area: 1"' in whole
    assert "{ download } | ≠ | ✓ |  |" in whole


def test_the_claim_counts_what_was_run(elsewhere: Elsewhere) -> None:
    programs, texts = [elsewhere.program], texts_of("en", "programs")
    assert claim(texts, elsewhere.stamps, programs) == "All 1 programs were run."
    waiting = replace(elsewhere.program, source="x = 1")
    said = claim(texts, elsewhere.stamps, [*programs, waiting])
    assert said == "1 of 2 programs were run; one waits for a GPU."
    said = claim(texts_of("zh", "programs"), elsewhere.stamps, [*programs, waiting, waiting])
    assert said == "3 个程序中有 1 个运行过，还有 2 个要等 GPU。"


def test_releases_are_named_in_short() -> None:
    every = ["2.6.0", "2.9.0", "2.9.1", "2.11.0"]
    assert span(["2.11.0", "2.6.0"], every) == "2.6, 2.11"
    assert span(every, every) == "2.6–2.11"
    assert span(["2.9.1"], every) == "2.9.1"
