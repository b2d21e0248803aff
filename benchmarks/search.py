"""Types every query of search_queries.toml into the built site: what comes first, and how soon.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.search > benchmarks/search.out
With other queries, and only what comes first: ... -m benchmarks.search --queries en-mine.toml
"""

import argparse
import datetime
import gzip
import statistics
from pathlib import Path

from playwright.sync_api import Browser

from atlas.snippets import ROOT
from measure.browser import opened, served
from measure.page import SIZES
from measure.search import QUERIES, Query, ask, open_search, queries, rank, share

HOMES = {"en": "", "zh": "zh/"}
RUNS = 5  # of the time to first result: the median is given
SLOW_4G = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}


def first_result(browser: Browser, home: str, text: str, phone: bool) -> float:
    """Seconds from opening the search to the first result, with nothing in the cache."""
    width = 390 if phone else 1280
    page = browser.new_page(viewport={"width": width, "height": SIZES[width]})
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
    page.close()
    return float(seconds)


def ranks(browser: Browser, address: str, asked: list[Query]) -> dict[Query, int | None]:
    """Which of the pages found is the first that answers each query."""
    every: dict[Query, int | None] = dict.fromkeys(asked)
    for language, home in HOMES.items():
        page = browser.new_page()
        open_search(page, address + home)
        for query in every:
            if query.language == language:
                found = ask(page, query.text)
                every[query] = rank(found, address + home, query.wanted)
        page.close()
    return every


def report_ranks(every: dict[Query, int | None]) -> None:
    print("# --8<-- [start:ranks]")
    print(f"{'':14}{'queries':>7}{'first':>7}{'in the first three':>20}")
    for language in dict.fromkeys(q.language for q in every):
        kinds = dict.fromkeys(q.kind for q in every if q.language == language)
        for kind in (*kinds, None):
            found = [
                r for q, r in every.items() if q.language == language and kind in (q.kind, None)
            ]
            name = f"{language} {kind or ''}"
            print(f"{name:14}{len(found):7}{share(found, 1):>7}{share(found, 3):>20}")
    print("# --8<-- [end:ranks]")
    print("# --8<-- [start:misses]")
    for query, place in every.items():
        if place is None or place > 1:
            print(f"{query.language} {place or '-':>2}  {query.text}")
    print("# --8<-- [end:misses]")


def report_times(browser: Browser, address: str, site: Path) -> None:
    print("# --8<-- [start:time]")
    print(f"{'':6}{'index, gzip':>12}{'desktop':>10}{'phone':>8}   to the first result, cold")
    for language, home in HOMES.items():
        text = {"en": "checkpoint", "zh": "状态字典"}[language]
        times = {
            phone: statistics.median(
                first_result(browser, address + home, text, phone) for _ in range(RUNS)
            )
            for phone in (False, True)
        }
        kib = len(gzip.compress((site / home / "search/index.js").read_bytes())) / 1024
        print(f"{language:6}{kib:8.0f} KiB{times[False]:8.1f} s{times[True]:6.1f} s")
    print("# --8<-- [end:time]")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    arguments.add_argument("--queries", nargs="+", type=Path, default=[], metavar="FILE")
    given = arguments.parse_args()
    asked = [query for file in given.queries or [QUERIES] for query in queries(file)]
    with served(given.site) as (address, _), opened() as browser:
        print("$ python -m benchmarks.search")
        report_ranks(ranks(browser, address, asked))
        if not given.queries:
            report_times(browser, address, given.site)
        print(f"Chromium {browser.version}, {datetime.date.today()}")


if __name__ == "__main__":
    main()
