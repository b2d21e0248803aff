"""Promise: the search of the built site understands how people ask, finds every recorded message
and every name that readers have for a page, takes no harm from a paste, and loads nothing before it
is opened."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from atlas import errors, pages
from atlas.config import LANGUAGES
from atlas.snippets import ROOT
from measure import search as site_search
from measure.browser import served
from measure.search import Query, answers, ask, open_search, rank

pytestmark = pytest.mark.browser
QUERIES = site_search.queries()
HOMES = {"en": "", "zh": "zh/"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def searched(page: Page, language: str) -> Page:
    """A home page whose search answers."""
    open_search(page, HOMES[language])
    return page


def unanswered(page: Page, home: str, asked: list[Query]) -> list[str]:
    """The queries whose answer is not among the first three pages."""
    found = answers(page, [query.text for query in asked])
    places = [rank(f, home, q.wanted) for q, f in zip(asked, found, strict=True)]
    pairs = zip(asked, places, strict=True)
    return [query.text for query, place in pairs if not place or place > 3]


def test_every_recorded_message_is_found(searched: Page, server: str, language: str) -> None:
    asked = [
        Query(language, "message", message, (f"errors/{path.stem}/#{entry.id}",))
        for path in sorted((ROOT / "docs" / language / "errors").glob("*.md"))
        for entry in errors.entries(pages.Page(path))
        for message in entry.messages
    ]
    assert len(asked) > 100
    assert unanswered(searched, server + HOMES[language], asked) == []


def test_a_message_that_another_page_shows_is_found(
    searched: Page, server: str, site: Path, language: str
) -> None:
    home = HOMES[language]
    sections = searched.evaluate("searchIndex.sections")
    where: dict[str, set[str]] = {}
    for location, _, _, messages in sections:
        for message in messages:
            where.setdefault(message, set()).update((location, location.partition("#")[0]))
    asked = [Query(language, "message", m, tuple(places)) for m, places in where.items()]
    assert len([q for q in asked if not any("errors/" in place for place in q.wanted)]) > 30
    assert unanswered(searched, server + home, asked) == []


SENTENCES = {
    "en": "How do I use {} in PyTorch, and why does it not work for my model?",
    "zh": "请问大佬们，pytorch里的{}到底是什么意思，应该怎么用呢？",
}


def test_a_sentence_finds_what_its_noun_finds(searched: Page, server: str, language: str) -> None:
    """Words of asking do not count, and Latin is cut from the Chinese around it."""
    names = [q for q in QUERIES if q.language == language and q.kind == "names"]
    asked = [Query(language, q.kind, SENTENCES[language].format(q.text), q.wanted) for q in names]
    assert unanswered(searched, server + HOMES[language], asked) == []


ALIASES = {
    "en": {
        "save-load/wrapped/": ["PEFT", "LoRA", "quantized", "Lightning", "moving average"],
        "save-load/distributed/": ["SLURM"],
        "save-load/anything-else/": ["S3"],
        "modules/init/": ["determinism", "reproducibility"],
    },
    "zh": {
        "modules/layers/": ["汇聚", "暂退"],
        "modules/normalisation/": ["规范化", "批标准化"],
        "modules/containers/": ["评估模式"],
        "modules/cuda/": ["昇腾"],
        "save-load/wrapped/": ["移动平均"],
        "save-load/checkpoint/": ["断点续训"],
        "save-load/warm-start/": ["预训练权重", "微调", "如何冻结", "如何微调"],
        "save-load/data-parallel/": ["多卡"],
        "save-load/state-dict/": ["pytorch如何保存模型"],
        "modules/cuda/#several": ["多GPU训练"],
        "errors/loading/": ["网盘", "权重文件损坏"],
        "errors/devices/": ["显存不足"],
    },
}


def test_other_names_lead_home(searched: Page, server: str, language: str) -> None:
    asked = [
        Query(language, "alias", alias, (home,))
        for home, aliases in ALIASES[language].items()
        for alias in aliases
    ]
    assert unanswered(searched, server + HOMES[language], asked) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 512,
        "b" * 10_000,
        "tensor~99",
        "((((a+",
        "张" * 50_000,
        "RuntimeError: x_y.z 不行 " * 5_000,
        " ".join(f"unknown{n}" for n in range(20_000)),
    ],
    ids=lambda text: text[:12],
)
def test_a_monstrous_query_is_answered_at_once(page: Page, text: str) -> None:
    open_search(page, "")
    begin = page.evaluate("performance.now()")
    answers(page, [text])
    assert page.evaluate("performance.now()") - begin < 2_000
    assert answers(page, ["state_dict"])[0]


def test_nothing_of_the_search_is_loaded_before_it_is_opened(site: Path, browser: Browser) -> None:
    with served(site) as (top, asked):
        page = browser.new_page()
        page.goto(top + "zh/")
        page.wait_for_load_state("networkidle")
        page.evaluate("dispatchEvent(new Event('mousemove'))")
        page.wait_for_load_state("networkidle")
        assert not [file for file in asked if "search" in file]
        page.keyboard.press("/")
        page.wait_for_function("window.searchTexts")
        loaded = {file for file in asked if "search" in file}
        mine = {"zh/search/index.js", "zh/search/texts.js", "zh/assets/js/search.js"}
        assert loaded == mine
        page.close()


def test_who_saves_data_gets_the_titles_only(site: Path, browser: Browser) -> None:
    with served(site) as (top, asked):
        page = browser.new_page()
        page.add_init_script(
            "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
        )
        open_search(page, top)
        assert ask(page, "state_dict")
        page.wait_for_load_state("networkidle")
        assert not [file for file in asked if "texts.js" in file]
        page.close()


def test_the_results_show_the_place_with_the_words(page: Page) -> None:
    open_search(page, "")
    ask(page, "freeze layers")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("p mark").first).to_be_attached()
    expect(first.locator("h2 mark").first).to_have_text("Freeze")


def test_an_address_may_bring_a_query_and_words_to_mark(page: Page) -> None:
    page.goto("?q=map_location")
    result = page.locator(".md-search-result__link[href*='save-load/devices/']").first
    expect(result).to_be_attached()
    page.goto("zh/modules/optim/?h=学习率")
    expect(page.locator("article mark").first).to_have_text("学习率")


def test_the_right_arrow_completes_a_word(page: Page) -> None:
    open_search(page, "")
    field = page.locator("input[name=query]")
    field.fill("")
    field.press_sequentially("autogr")
    expect(page.locator(".md-search__suggest")).to_have_text("autograd")
    field.press("ArrowRight")
    expect(field).to_have_value("autograd")


def test_an_index_that_does_not_come_is_said_and_asked_for_again(page: Page) -> None:
    page.route("**/search/index.js", lambda route: route.abort())
    with pytest.raises(TimeoutError):
        open_search(page, "", timeout=3_000)
    expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
    page.unroute("**/search/index.js")
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)  # Material waits a little to see whether the field is left
    page.keyboard.press("/")
    assert ask(page, "state_dict")
