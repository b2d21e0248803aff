"""The notebooks are committed as they run: same code in each language, same outputs, no error."""

import base64
import json
import subprocess
import sys
import zlib
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from hooks import notebooks as hook
from tools import notebooks
from tools.snippets import SNIPPETS

FILES = notebooks.find()
EACH = pytest.mark.parametrize(
    "path",
    [path for paths in FILES.values() for path in paths],
    ids=lambda p: "/".join(p.parts[-3:]),
)
ADVICE = f"if the code is right: {notebooks.MEND}"


# The notebooks of the site


def test_each_language_has_every_notebook() -> None:
    languages = {folder.name for folder in notebooks.DOCS.iterdir() if folder.is_dir()}
    assert FILES
    for name, paths in FILES.items():
        assert {path.relative_to(notebooks.DOCS).parts[0] for path in paths} == languages, name


@EACH
def test_it_is_a_valid_notebook_executed_in_order_without_an_error(path: Path) -> None:
    notebook = notebooks.read(path)
    nbformat.validate(notebook)
    assert notebooks.problems(notebook) == [], ADVICE


@EACH
def test_each_heading_has_an_id(path: Path) -> None:
    cells = [c for c in notebooks.read(path).cells if c.cell_type == "markdown"]
    found = [h for cell in cells for h in notebooks.headings(cell.source)]
    ids = [name for _, name in found]
    assert all(ids) and len(ids) == len(set(ids)), ids
    assert [level for level, _ in found].count(1) == 1


@pytest.mark.parametrize("name", FILES)
def test_the_languages_differ_in_their_prose_alone(name: str) -> None:
    first, *others = map(notebooks.read, FILES[name])
    for other in others:
        assert notebooks.translation_problems(first, other) == [], ADVICE


@pytest.mark.parametrize("name", FILES)
def test_executed_again_it_gives_what_is_committed(name: str) -> None:
    committed = notebooks.read(FILES[name][0])
    executed = notebooks.execute(committed)
    assert notebooks.problems(executed) == []
    assert notebooks.changes(committed, executed) == []


def test_the_network_is_that_of_the_recipe() -> None:
    recipe = (SNIPPETS / "save_load" / "state_dict.py").read_text("utf-8")
    net = recipe[recipe.index("class Net") : recipe.index("\n\n\ndevice")]
    sources = [c.source for c in notebooks.code(notebooks.read(FILES["notebooks/classifier"][0]))]
    assert any(net in source for source in sources)


# What would be wrong is noticed


def made_up(*cells: NotebookNode, heading: str = '# Title <a id="title"></a>') -> NotebookNode:
    """A notebook as it should be: each cell counted."""
    every = [new_markdown_cell(heading, id="title"), *cells]
    notebook = new_notebook(cells=every, metadata=notebooks.METADATA)
    for number, cell in enumerate(notebooks.code(notebook), 1):
        cell.id, cell.execution_count = f"cell-{number}", number
    return nbformat.from_dict(notebook)


def printing(text: str, stream: str = "stdout", **metadata: object) -> NotebookNode:
    output = new_output("stream", name=stream, text=text)
    return new_code_cell("print()", outputs=[output], metadata=metadata)


def showing(pixels: bytes, level: int) -> NotebookNode:
    picture = base64.b64encode(b"\x89PNG IDAT" + zlib.compress(pixels, level) + b"IEND").decode()
    data = {"text/html": f'<img src="data:image/png;base64,{picture}">'}
    return new_code_cell("HTML()", outputs=[new_output("display_data", data=data)])


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert notebooks.problems(made_up(printing("1.5\n", varies=[r"\d\.\d"]))) == []


def test_a_cell_run_out_of_order_is_noticed() -> None:
    notebook = made_up(printing("a"), printing("b"))
    notebooks.code(notebook)[1].execution_count = 3
    assert notebooks.problems(notebook) == [
        "code cell 2 (cell-2) has the count 3: run all, in order"
    ]


def test_an_error_and_a_warning_are_noticed() -> None:
    failed = new_output("error", ename="ValueError", evalue="no", traceback=[])
    notebook = made_up(new_code_cell("", outputs=[failed]), printing("beware", stream="stderr"))
    assert notebooks.problems(notebook) == [
        "code cell 1 (cell-1) failed: ValueError: no",
        "code cell 2 (cell-2) warns: beware",
    ]


@pytest.mark.parametrize(
    "path", ["/home/ann/x.pt", "C:\\Users\\ann\\x.pt", "/tmp/x/y", "/Users/ann/x"]
)
def test_a_path_of_a_machine_is_noticed(path: str) -> None:
    assert "shows a path" in notebooks.problems(made_up(printing(f"in {path!s}\n")))[0]


def test_metadata_of_tools_is_noticed() -> None:
    notebook = made_up(printing("a", collapsed=True))
    notebook.metadata.language_info.version = "3.11.5"
    assert len(notebooks.problems(notebook)) == 2


def test_what_is_said_to_vary_has_to_be_there() -> None:
    assert "take it out" in notebooks.problems(made_up(printing("a", varies=["b"])))[0]


def test_other_code_in_one_language_is_noticed() -> None:
    notebook, other = made_up(printing("a")), made_up(printing("a"))
    notebooks.code(other)[0].source = "print(1)"
    assert notebooks.translation_problems(notebook, other) == ["cell 2 (cell-1) differs in source"]


def test_a_missing_cell_and_another_heading_in_one_language_are_noticed() -> None:
    notebook = made_up(printing("a"))
    assert "the cells are" in notebooks.translation_problems(notebook, made_up())[0]
    other = made_up(printing("a"), heading='# 标题 <a id="other"></a>')
    assert "other ids" in notebooks.translation_problems(notebook, other)[0]
    other = made_up(printing("a"), heading='# 标题 <a id="title"></a>')
    assert notebooks.translation_problems(notebook, other) == []


@pytest.mark.parametrize("now, same", [("2.0001\n", True), ("2.1\n", False), ("2.0000", False)])
def test_another_output_is_noticed_but_not_the_last_digit(now: str, same: bool) -> None:
    found = notebooks.changes(made_up(printing("2.0000\n")), made_up(printing(now)))
    assert (found == []) is same


def test_the_output_may_differ_where_the_cell_says_so() -> None:
    was, now = (made_up(printing(f"loss {n}\n", varies=[r"loss \d"])) for n in (1, 2))
    assert notebooks.changes(was, now) == []


def test_a_warning_in_place_of_an_output_is_noticed() -> None:
    assert notebooks.changes(made_up(printing("a")), made_up(printing("a", stream="stderr")))


def test_pictures_are_compared_by_their_pixels() -> None:
    white, almost = bytes([255]) * 1000, bytes([254]) * 990 + bytes(10)
    was = made_up(showing(white, 9))
    assert notebooks.changes(was, made_up(showing(white, 0))) == []
    assert notebooks.changes(was, made_up(showing(almost, 9))) == []
    assert notebooks.changes(was, made_up(showing(bytes(1000), 9)))
    assert notebooks.changes(was, made_up(showing(white[1:], 9)))


def test_it_is_run_by_this_python_whatever_kernels_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = tmp_path / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    other = {"argv": ["no-such-python"], "display_name": "Python 3", "language": "python"}
    kernel.write_text(json.dumps(other), "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    executed = notebooks.execute(made_up(new_code_cell("import sys; print(sys.executable)")))
    assert notebooks.code(executed)[0].outputs[0].text.strip() == sys.executable


def test_recording_writes_the_outputs_into_each_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / language / "sum.ipynb" for language in ("en", "zh")]
    for path in paths:
        path.parent.mkdir()
        notebooks.write(made_up(new_code_cell("print(1 + 1)"), heading=path.parent.name), path)
    monkeypatch.setattr(notebooks, "find", lambda: {"sum": paths})
    notebooks.record()
    for path in paths:
        prose, code = notebooks.read(path).cells
        assert (prose.source, code.outputs[0].text) == (path.parent.name, "2\n")


def test_a_cell_that_fails_stops_it() -> None:
    with pytest.raises(CellExecutionError, match="not so"):
        notebooks.execute(made_up(new_code_cell("assert False, 'not so'")))


# The page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one notebook and the page that it links to, built without a repository address."""
    folder = tmp_path_factory.mktemp("site")
    docs = folder / "docs" / "en"
    (docs / "notebooks").mkdir(parents=True)
    (docs / "index.md").write_text("# Home { #home }\n\n[see](notebooks/one.ipynb#save)\n")
    prose = new_markdown_cell('## `save` & load <a id="save"></a>\n\n[home](../index.md#home)')
    outputs = made_up(prose, printing("<b>1</b>\n"), showing(bytes(9), 9))
    notebooks.write(outputs, docs / "notebooks" / "one.ipynb")
    config = {
        "site_name": "Test",
        "docs_dir": str(docs),
        "theme": {"name": "material", "language": "en", "font": False},
        "hooks": [str(notebooks.ROOT / "hooks" / "notebooks.py")],
        "plugins": [{"mkdocs-jupyter": {"include": ["*.ipynb"], "include_source": True}}],
        "markdown_extensions": ["attr_list", {"toc": {"permalink_title": "Link"}}],
        "validation": {"links": {"anchors": "warn"}},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")  # JSON is YAML
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def article(site: Path) -> BeautifulSoup:
    page = (site / "site" / "notebooks" / "one" / "index.html").read_text("utf-8")
    return BeautifulSoup(page, "html.parser").article


def test_the_page_holds_the_cells_and_nothing_of_jupyter(article: BeautifulSoup) -> None:
    assert not article.select("script, style, clipboard-copy, [class*=jp-]")
    assert [code.text for code in article.select("pre > code")][:2] == ["print()\n", "<b>1</b>\n"]
    assert len(article.select(".notebook-output img")) == 1


def test_its_headings_have_the_ids_of_the_notebook(article: BeautifulSoup) -> None:
    assert [h["id"] for h in article.select("h1, h2")] == ["title", "save"]
    assert article.select_one("h2 a.headerlink")["href"] == "#save"


def test_its_title_and_contents_are_those_of_the_notebook(site: Path) -> None:
    page = (site / "site" / "notebooks" / "one" / "index.html").read_text("utf-8")
    soup = BeautifulSoup(page, "html.parser")
    assert soup.title.text == "Title - Test"
    assert soup.select_one(".md-nav--secondary a[href='#save']").text.strip() == "save & load"


def test_links_lead_to_pages_and_the_notebook_can_be_downloaded(
    site: Path, article: BeautifulSoup
) -> None:
    assert article.find("a", string="home")["href"] == "../../#home"
    file = article.select_one("a[download]")["href"]
    built, source = site / "site" / "notebooks" / "one" / file, site / "docs" / "en" / "notebooks"
    assert built.read_bytes() == (source / "one.ipynb").read_bytes()


@pytest.mark.parametrize("link", ["../index.md#gone", "../gone.md", "#gone"])
def test_a_broken_link_fails_the_build(site: Path, link: str) -> None:
    file = site / "docs" / "en" / "notebooks" / "one.ipynb"
    good = file.read_text("utf-8")
    file.write_text(good.replace("../index.md#home", link), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "broken"]
    result = subprocess.run(command, cwd=site, capture_output=True, text=True)
    file.write_text(good, "utf-8")
    assert result.returncode == 1
    assert f"contains a link '{link}'" in result.stderr


@pytest.mark.parametrize(
    "address, shown",
    [
        ("https://github.com/some/atlas", True),
        ("https://github.com/some/atlas.git", True),
        ("https://example.org/some/atlas", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_colab_is_offered_only_where_the_repository_is_known(
    address: str, shown: bool, language: str
) -> None:
    path = FILES["notebooks/classifier"][0]
    config = SimpleNamespace(
        theme={"language": language},
        repo_url=address,
        config_file_path=str(notebooks.ROOT / "mkdocs.yml"),
    )
    page = SimpleNamespace(file=SimpleNamespace(abs_src_path=str(path)))
    links = [link["href"] for link in hook.actions(page, config)("a")]
    colab = "https://colab.research.google.com/github/some/atlas/blob/main/docs/en/notebooks/"
    assert links == ["classifier.ipynb", *([colab + "classifier.ipynb"] if shown else [])]
