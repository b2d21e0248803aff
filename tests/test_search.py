"""Promise: the list of what readers search for is long, honest about typos, and leads to pages."""

import pytest

from benchmarks import search
from tools import pages
from tools.snippets import ROOT

QUERIES = search.queries()


def missing(query: search.Query) -> list[str]:
    """What this query should find and the site does not have."""
    found = []
    for wanted in query.wanted:
        address, _, section = wanted.partition("#")
        file = ROOT / "docs" / query.language / f"{address.rstrip('/') or 'index'}.md"
        file = file if file.exists() else file.with_suffix("") / "index.md"
        text = file.read_text("utf-8") if file.exists() else ""
        if not text or (section and f"{{ #{section} " not in text):
            found.append(wanted)
    return found


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_the_list_is_long_and_has_typos(language: str) -> None:
    ours = [query for query in QUERIES if query.language == language]
    assert len(ours) >= 60
    assert len([query for query in ours if query.kind == "typos"]) >= 10
    assert all(query.wanted for query in ours)


def test_what_should_be_found_is_there() -> None:
    assert not [(q.language, q.text, gone) for q in QUERIES if (gone := missing(q))]


def test_a_page_and_a_section_that_are_not_there_are_noticed() -> None:
    wanted = ("errors/keys/#expected-dict-like", "errors/gone/", "errors/keys/#gone")
    assert missing(search.Query("en", "errors", "x", wanted)) == [
        "errors/gone/",
        "errors/keys/#gone",
    ]


def test_a_rank_counts_pages_and_asks_for_the_section() -> None:
    home = "http://host/zh/"
    found = [[f"{home}a/", f"{home}a/#one"], [f"{home}b/"], [f"{home}c/#two"]]
    assert search.rank(found, home, ("c/",)) == 3
    assert search.rank(found, home, ("c/#two", "gone/")) == 3
    assert search.rank(found, home, ("b/#three",)) is None
    assert search.rank(found, "http://host/", ("a/",)) is None


def test_shares_are_of_all_queries() -> None:
    assert search.share([1, 2, 4, None], 1) == "25%"
    assert search.share([1, 2, 4, None], 3) == "50%"
