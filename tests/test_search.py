"""Promises of the search: its index is made as it says, and the list of what readers search for is
long, has real questions and typos, and leads to pages."""

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils import meta

from atlas import links, pages
from atlas import search_index as index
from atlas.config import LANGUAGES
from atlas.search_index import Section
from atlas.snippets import ROOT
from measure import search as site_search
from measure.search import Query, rank

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


# The list


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_long_and_has_real_questions_and_typos(language: str) -> None:
    ours = [query for query in QUERIES if query.language == language]
    real = [query for query in ours if query.kind == "real"]
    assert len(ours) >= 120
    assert len(real) >= 80 and all(query.source.startswith("http") for query in real)
    assert len([query for query in ours if query.kind == "typos"]) >= 10
    assert all(query.wanted for query in ours)


def test_what_should_be_found_is_there() -> None:
    assert not [(q.language, q.text, gone) for q in QUERIES if (gone := missing(q))]


def test_a_missing_page_and_a_missing_section_are_noticed() -> None:
    wanted = ("errors/keys/#expected-dict-like", "errors/gone/", "errors/keys/#gone")
    assert missing(Query("en", "errors", "x", wanted)) == ["errors/gone/", "errors/keys/#gone"]


def test_a_file_of_queries_alone_is_named_after_its_language(tmp_path: Path) -> None:
    file = tmp_path / "zh-mine.toml"
    file.write_text('[[query]]\ntext = "x"\nwanted = ["a/"]\nsource = "https://b"\n', "utf-8")
    assert site_search.queries(file) == [Query("zh", "mine", "x", ("a/",), "https://b")]


def test_a_rank_counts_pages_and_asks_for_the_section() -> None:
    home = "http://host/zh/"
    found = [[f"{home}a/", f"{home}a/#one"], [f"{home}b/"], [f"{home}c/#two"]]
    assert rank(found, home, ("c/",)) == 3
    assert rank(found, home, ("c/#two", "gone/")) == 3
    assert rank(found, home, ("b/#three",)) is None
    assert rank(found, "http://host/", ("a/",)) is None


def test_shares_are_of_all_queries() -> None:
    assert site_search.share([1, 2, 4, None], 1) == "25%"
    assert site_search.share([1, 2, 4, None], 3) == "50%"


# The index


def words(text: str, language: str = "zh") -> list[str]:
    return list(index.language(language).tokens(text))


def test_a_text_is_cut_into_words() -> None:
    assert words("The nn.Module of torch 2.6, x") == ["nn", "module", "torch", "2.6"]
    assert words("状态字典的键") == ["状态", "态字", "字典", "键"]
    assert words("多GPU训练，ＧＰＵ") == ["多", "gpu", "训练", "gpu"]
    assert words("如何保存模型？") == ["保存", "存模", "模型"]
    assert words("load_state_dict") == ["load_state_dict", "load", "state", "dict"]
    assert words("0x7f3c 123456 3.14159 " + "a" * 41) == []


def test_titles_and_other_names_count_more_than_the_text() -> None:
    of = index.language("en")
    page = Section("a/", "Saving", "<p>Tensors, tensors. Disk.</p>", ("keeping",))
    counts = index.weights(page, of, usual=3)
    assert counts["saving"] > counts["tensors"] > counts["disk"] > 0
    assert counts["keeping"] > 0
    half = index.weights(Section("a/", "Saving", "", boost=0.5), of, usual=3)
    assert half["saving"] == counts["saving"] / 2


def test_the_places_of_a_word_are_distances_and_levels() -> None:
    assert index.places({0: 0.5, 1: 0.1, 5: 99.0}) == "2 1 1r"  # 0·16+2, 0·16+1, 3·16+15
    assert index.base36(0) == "0" and index.base36(36) == "10"


def test_a_name_may_be_that_of_a_section() -> None:
    entry = {"title": "T", "text": "", "tags": ["one", "zero_grad #loop", "C#"]}
    assert index.section_of({**entry, "location": "a/"}).tags == ("one", "C#")
    assert index.section_of({**entry, "location": "a/#loop"}).tags == ("zero_grad",)
    assert index.section_of({**entry, "location": "a/#other"}).tags == ()


def wrong_names(page: pages.Page, tags: list[str]) -> list[str]:
    """The names of sections that the page does not have."""
    ends = (tag.rpartition(" #") for tag in tags)
    return [id for _, mark, id in ends if mark and id not in links.anchors(page)]


def test_each_name_of_a_section_is_of_one_that_exists() -> None:
    for language in LANGUAGES:
        for page in pages.find(language):
            tags = meta.get_data(page.text)[1].get("tags", [])
            assert not wrong_names(page, tags), page.path


def test_a_name_of_no_section_is_noticed() -> None:
    page = pages.Page(ROOT / "docs/en/modules/optim.md")
    assert wrong_names(page, ["a", "b #adam", "c #gone"]) == ["gone"]


def test_the_messages_of_a_section_are_its_own() -> None:
    output = "<pre><code>ValueError: too   few\nValueError: too few\n</code></pre>"
    code = f"What raises it <pre><code>x = 1\n</code></pre> {output}"
    assert Section("a/", "T", code).messages == ["ValueError: too few"]


def test_neighbours_by_chance_are_no_word() -> None:
    chance = [a + b for a in "甲乙丙丁戊己庚辛壬癸" for b in "子丑寅卯"]
    are_a_word = index.neighbours([["模型"] * 5, ["网盘"], chance])
    assert are_a_word("模型") and are_a_word("网盘")
    assert not are_a_word("甲子")


def test_the_sections_of_a_page_that_was_built_replace_its_old_ones() -> None:
    def entries(*locations: str) -> list[dict[str, Any]]:
        return [{"location": location} for location in locations]

    merged = index.merged(entries("a/", "a/#old", "b/"), entries("a/", "a/#new"))
    assert [entry["location"] for entry in merged] == ["b/", "a/", "a/#new"]


def test_an_index_is_written_for_servers_and_for_disks(tmp_path: Path) -> None:
    docs = [{"location": "a/", "title": "Saving", "text": "<p>To a disk.</p>"}]
    made = json.dumps({"config": {"separator": "-"}, "docs": docs})
    (tmp_path / index.WRITTEN).write_text(made, "utf-8")
    index.write(tmp_path, "en")
    rest = json.loads((tmp_path / index.WRITTEN).read_text("utf-8"))
    assert rest == {"config": {"separator": "-"}, "docs": []}
    assert json.loads((tmp_path / "search_index.js").read_text("utf-8").partition("= ")[2]) == rest
    assert '"words":"disk saving"' in (tmp_path / "index.js").read_text("utf-8")
    assert "To a disk." in (tmp_path / "texts.js").read_text("utf-8")
