"""Types every query of search_queries.toml into the built site: what comes first, and how soon.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.search > benchmarks/search.out
"""

import argparse
import datetime
import gzip
import statistics
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from playwright.sync_api import Browser, Page

from tools.browser import opened, served
from tools.snippets import ROOT

QUERIES = Path(__file__).with_suffix(".toml").with_name("search_queries.toml")
HOMES = {"en": "", "zh": "zh/"}
RUNS = 5  # of the time to first result: the median is given
SLOW_4G = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
# One list of links per page found. What is folded away below "more on this page" is not shown.
SHOWN = """() => [...document.querySelectorAll(".md-search-result__item")].map((item) =>
    [...item.querySelectorAll(":scope > a")].map((a) => a.href.replace(/\\?h=[^#]*/, "")))"""
ANSWERED = """(none) => document.querySelector(".md-search-result__item") ||
    document.querySelector(".md-search-result__meta").textContent.trim() === none"""


@dataclass(frozen=True)
class Query:
    """What a reader types, and the pages (with #anchor: the sections) that answer it."""

    language: str
    kind: str
    text: str
    wanted: tuple[str, ...]


def queries() -> list[Query]:
    table = tomllib.loads(QUERIES.read_text("utf-8"))
    return [
        Query(language, kind, text, tuple(wanted))
        for language, kinds in table.items()
        for kind, entries in kinds.items()
        for text, wanted in entries.items()
    ]


def open_search(page: Page, home: str, patience: int = 60_000) -> None:
    """Go to a home page and wait (ms, at most) until its search answers."""
    page.goto(home)
    page.keyboard.press("/")
    page.locator("input[name=query]").wait_for(state="visible")
    ask(page, "torch", patience)


def ask(page: Page, text: str, patience: int = 60_000) -> list[list[str]]:
    """Paste into the open search: the links that are shown, per page found, best first."""
    field = page.locator("input[name=query]")
    none = page.evaluate("JSON.parse(__config.textContent).translations['search.result.none']")
    field.fill("")
    page.wait_for_function(f"(none) => !({ANSWERED})(none)", arg=none, timeout=patience)
    field.fill(text)
    page.wait_for_function(ANSWERED, arg=none, timeout=patience)
    return page.evaluate(SHOWN)


def rank(found: list[list[str]], home: str, wanted: tuple[str, ...]) -> int | None:
    """Which of the pages found is the first that answers, counted from 1."""
    for place, links in enumerate(found, 1):
        shown = {link.removeprefix(home) for link in links}
        shown |= {urldefrag(link)[0] for link in shown}
        if shown & set(wanted):
            return place
    return None


def first_result(browser: Browser, home: str, text: str, phone: bool) -> float:
    """Seconds from opening the search to the first result, with nothing in the cache."""
    size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 800}
    page = browser.new_page(viewport=size)
    if phone:
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(home)
    begin = page.evaluate("performance.now()")
    if phone:
        page.locator("label.md-header__button[for=__search]").click()
    else:
        page.keyboard.press("/")
    field = page.locator("input[name=query]")
    field.fill(text)
    page.locator(".md-search-result__link").first.wait_for(state="attached", timeout=60_000)
    seconds = (page.evaluate("performance.now()") - begin) / 1000
    page.context.close()
    page.close()
    return seconds


def share(ranks: list[int | None], best: int) -> str:
    return f"{sum(r is not None and r <= best for r in ranks) / len(ranks):.0%}"


def report(browser: Browser, address: str, site: Path) -> None:
    every = {query: None for query in queries()}
    for language, home in HOMES.items():
        page = browser.new_page()
        open_search(page, address + home)
        for query in every:
            if query.language == language:
                found = ask(page, query.text)
                every[query] = rank(found, address + home, query.wanted)
        page.close()

    print("# --8<-- [start:ranks]")
    print(f"{'':14}{'queries':>7}{'first':>7}{'in the first three':>20}")
    for language in HOMES:
        kinds = dict.fromkeys(q.kind for q in every if q.language == language)
        for kind in (*kinds, None):
            ranks = [
                r for q, r in every.items() if q.language == language and kind in (q.kind, None)
            ]
            name = f"{language} {kind or ''}"
            print(f"{name:14}{len(ranks):7}{share(ranks, 1):>7}{share(ranks, 3):>20}")
    print("# --8<-- [end:ranks]")
    print("# --8<-- [start:misses]")
    for query, place in every.items():
        if place is None or place > 1:
            print(f"{query.language} {place or '-':>2}  {query.text}")
    print("# --8<-- [end:misses]")
    print("# --8<-- [start:time]")
    print(f"{'':6}{'index, gzip':>12}{'desktop':>10}{'phone':>8}   to the first result, cold")
    for language, home in HOMES.items():
        index = (site / home / "search/search_index.json").read_bytes()
        text = {"en": "checkpoint", "zh": "状态字典"}[language]
        times = {
            phone: statistics.median(
                first_result(browser, address + home, text, phone) for _ in range(RUNS)
            )
            for phone in (False, True)
        }
        kib = len(gzip.compress(index)) / 1024
        print(f"{language:6}{kib:8.0f} KiB{times[False]:8.1f} s{times[True]:6.1f} s")
    print("# --8<-- [end:time]")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    site = arguments.parse_args().site
    with served(site) as (address, _), opened() as browser:
        print("$ python -m benchmarks.search")
        report(browser, address, site)
        print(f"Chromium {browser.version}, {datetime.date.today()}")


if __name__ == "__main__":
    main()
