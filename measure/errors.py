"""Paste errors into the field of the built site, in a browser; the reports that people really
posted, benchmarks/reports/."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from atlas.errors import rules
from atlas.snippets import ROOT

REPORTS = ROOT / "benchmarks" / "reports"
ASK = """async (texts) => {
    const { go } = await document.querySelector(".paste-error").ready();
    return texts.map((text) => {
    document.querySelector("#paste-error").value = text;
    go();
    const answer = document.querySelector(".paste-error__answer");
    const links = [...answer.querySelectorAll("a")].map((link) => link.href);
    return [answer.dataset.known === "true", links];
    });
}"""


@dataclass(frozen=True)
class Report:
    """What a machine printed, and the sections (or pages) that answer it: none if the site rightly
    cannot. kind: of the project. situation: whose code raised it, and where."""

    source: str
    year: int
    project: str
    kind: str
    language: str
    situation: str
    wanted: tuple[str, ...]
    output: str


def reports(name: str) -> list[Report]:
    table: dict[str, Any] = tomllib.loads((REPORTS / f"{name}.toml").read_text("utf-8"))
    return [Report(**{**one, "wanted": tuple(one["wanted"])}) for one in table["report"]]


def ask(field: Page, texts: list[str]) -> list[tuple[bool, list[str]]]:
    """What a page that has the field answers to each text: (whether it is known, the addresses of
    the sections shown, best first)."""
    found: list[tuple[bool, list[str]]] = field.evaluate(ASK, texts)
    return found


def lacks(id: str, text: str) -> bool:
    """Whether an entry wants something in a paste, such as frames, that is not in this text."""
    needs = rules("en")["conditions"].get(id, {}).get("needs", [])
    squashed = "".join(text.split()).lower()
    return bool(needs) and not any(re.search(pattern, squashed) for pattern in needs)


def verdict(report: Report, known: bool, first: str) -> str:
    """right, wrong or unknown. first: the section shown first, relative to the home page."""
    if not known:
        return "unknown" if report.wanted else "right"
    page = first.partition("#")[0]
    return "right" if {first, page} & set(report.wanted) else "wrong"
