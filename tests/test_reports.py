"""Promise: errors that people really posted are kept as the machine printed them, without names,
with their source, and half of them were never used to tune the field."""

import re

import pytest
from playwright.sync_api import Browser

from atlas import pages
from measure.errors import ask, reports, verdict

TUNED, UNTOUCHED = reports("tuned"), reports("untouched")
ALL = [*TUNED, *UNTOUCHED]
RIGHT, WRONG = 0.95, 0.03  # as in benchmarks/errors.out, less some for other browsers
SITUATIONS = {
    "your code",
    "a library's code",
    "notebook",
    "Windows",
    "macOS",
    "several GPUs",
    "an older torch",
}
# A home folder that is not named user, an address, a key.
PRIVATE = re.compile(r"(?:/home/|/Users/|Users\\+)(?!user\b)[\w-]+|[\w.]+@[\w-]+\.\w+|\bhf_\w{8,}")


def test_there_are_enough_of_many_projects_in_both_languages() -> None:
    assert len(ALL) >= 150
    assert len({report.project for report in ALL}) >= 60
    assert sum(report.language == "zh" for report in ALL) >= 30
    assert all(2022 <= report.year <= 2026 for report in ALL)
    assert {report.situation for report in ALL} <= SITUATIONS


def test_half_of_them_are_kept_apart() -> None:
    sources = [report.source for report in ALL]
    assert len(sources) == len(set(sources))
    assert abs(len(TUNED) - len(UNTOUCHED)) <= 1


def test_no_report_holds_a_private_name() -> None:
    assert not [report.source for report in ALL if PRIVATE.search(report.output)]


def test_what_is_wanted_is_on_a_page_of_the_site() -> None:
    root = pages.find("en")[0].root / "docs" / "en"
    wanted = {address.partition("#")[0] for report in ALL for address in report.wanted}
    assert not [
        page for page in wanted if not (root / page.removesuffix("/")).with_suffix(".md").exists()
    ]


@pytest.mark.browser
def test_they_are_led_right_as_often_as_recorded(browser: Browser, server: str) -> None:
    page = browser.new_page(base_url=server)
    page.goto("errors/")
    answers = ask(page, [report.output for report in TUNED])
    page.close()
    verdicts = [
        verdict(report, known, links[0].removeprefix(server))
        for report, (known, links) in zip(TUNED, answers, strict=True)
    ]
    assert verdicts.count("right") / len(verdicts) >= RIGHT
    assert verdicts.count("wrong") / len(verdicts) <= WRONG
