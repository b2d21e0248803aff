"""Ask the search of the built site, in a browser; the queries of benchmarks/search_queries.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from playwright.sync_api import Page

from atlas.snippets import ROOT

QUERIES = ROOT / "benchmarks" / "search_queries.toml"
# One list of links per page found. What is folded away below "more on this page" is not shown.
SHOWN = """() => [...document.querySelectorAll(".md-search-result__item")].map((item) =>
    [...item.querySelectorAll(":scope > a")].map((a) => a.href.replace(/\\?h=[^#]*/, "")))"""
ANSWERED = """(none) => document.querySelector(".md-search-result__item") ||
    document.querySelector(".md-search-result__meta").textContent.trim() === none"""

# The same without drawing: what the page's own worker is told and answers.
ANSWERS = """async (texts) => {
    const { base } = JSON.parse(__config.textContent);
    const found = [];
    for (const text of texts) {
        const { items } = await new Promise((resolve) => {
            const read = ({ data }) => resolve(data.data);
            searchWorker.addEventListener("message", read, { once: true });
            searchWorker.postMessage({ type: 2, data: text });
        });
        const isShown = ({ location, score }, first) =>
            !location.includes("#") || score === first.score;
        const address = ({ location }) => new URL(location, new URL(base, document.baseURI)).href;
        found.push(items.map((page) => page.filter((one) => isShown(one, page[0])).map(address)));
    }
    return found;
}"""


@dataclass(frozen=True)
class Query:
    """What a reader types, and the pages (with #anchor: the sections) that answer it. source: of a
    question that somebody asked elsewhere, its address."""

    language: str
    kind: str
    text: str
    wanted: tuple[str, ...]
    source: str = ""


def queries(file: Path = QUERIES) -> list[Query]:
    """A file of tables per language and kind, or of one [[query]] each: such a one is named after
    its language, en-….toml."""
    table = tomllib.loads(file.read_text("utf-8"))
    if "query" in table:
        table = {file.name.partition("-")[0]: {file.stem.partition("-")[2]: table["query"]}}
    return [
        Query(language, kind, entry["text"], tuple(entry["wanted"]), entry.get("source", ""))
        for language, kinds in table.items()
        for kind, entries in kinds.items()
        for entry in (named(entries) if isinstance(entries, dict) else entries)
    ]


def named(entries: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [{"text": text, "wanted": wanted} for text, wanted in entries.items()]


def open_search(page: Page, home: str, timeout: int = 60_000) -> None:
    """Go to a home page and wait (ms, at most) until its search answers."""
    page.goto(home)
    page.keyboard.press("/")
    page.locator("input[name=query]").wait_for(state="visible")
    ask(page, "torch", timeout)


def ask(page: Page, text: str, timeout: int = 60_000) -> list[list[str]]:
    """Paste into the open search: the links that are shown, per page found, best first."""
    field = page.locator("input[name=query]")
    none = page.evaluate("JSON.parse(__config.textContent).translations['search.result.none']")
    field.fill("")
    page.wait_for_function(f"(none) => !({ANSWERED})(none)", arg=none, timeout=timeout)
    field.fill(text)
    page.wait_for_function(ANSWERED, arg=none, timeout=timeout)
    found: list[list[str]] = page.evaluate(SHOWN)
    return found


def answers(page: Page, texts: list[str]) -> list[list[list[str]]]:
    """What an open search would show for each of many queries, as ask() gives it."""
    page.wait_for_function("window.searchTexts")  # with these the last answer is given again
    found: list[list[list[str]]] = page.evaluate(ANSWERS, texts)
    return found


def rank(found: list[list[str]], home: str, wanted: tuple[str, ...]) -> int | None:
    """Which of the pages found is the first that answers, counted from 1."""
    for place, links in enumerate(found, 1):
        shown = {link.removeprefix(home) for link in links}
        shown |= {urldefrag(link)[0] for link in shown}
        if shown & set(wanted):
            return place
    return None


def share(ranks: list[int | None], best: int) -> str:
    """The share of the queries whose answer is among the best."""
    return f"{sum(r is not None and r <= best for r in ranks) / len(ranks):.0%}"
