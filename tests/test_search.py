"""Promise: the list of what readers search for is long, has typos, and leads to pages."""

import pytest

from atlas import links, pages
from atlas.config import LANGUAGES
from measure import search as site_search
from measure.search import Query

QUERIES = site_search.queries()


def missing(query: Query) -> list[str]:
    """What this query should find and the site does not have."""
    prefix = "" if query.language == LANGUAGES[0] else f"{query.language}/"
    found = []
    for wanted in query.wanted:
        file = pages.file_at(prefix + wanted)
        section = wanted.partition("#")[2]
        if not file or (section and section not in links.anchors(pages.Page(file))):
            found.append(wanted)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_long_and_has_typos(language: str) -> None:
    ours = [query for query in QUERIES if query.language == language]
    assert len(ours) >= 60
    assert len([query for query in ours if query.kind == "typos"]) >= 10
    assert all(query.wanted for query in ours)


def test_what_should_be_found_is_there() -> None:
    assert not [(q.language, q.text, gone) for q in QUERIES if (gone := missing(q))]


def test_a_missing_page_and_a_missing_section_are_noticed() -> None:
    wanted = ("errors/keys/#expected-dict-like", "errors/gone/", "errors/keys/#gone")
    assert missing(Query("en", "errors", "x", wanted)) == ["errors/gone/", "errors/keys/#gone"]


def test_a_rank_counts_pages_and_asks_for_the_section() -> None:
    home = "http://host/zh/"
    found = [[f"{home}a/", f"{home}a/#one"], [f"{home}b/"], [f"{home}c/#two"]]
    assert site_search.rank(found, home, ("c/",)) == 3
    assert site_search.rank(found, home, ("c/#two", "gone/")) == 3
    assert site_search.rank(found, home, ("b/#three",)) is None
    assert site_search.rank(found, "http://host/", ("a/",)) is None


def test_shares_are_of_all_queries() -> None:
    assert site_search.share([1, 2, 4, None], 1) == "25%"
    assert site_search.share([1, 2, 4, None], 3) == "50%"
