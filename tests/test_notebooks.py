"""Promise: the notebooks are committed as they run: same code in each language, same outputs, no
error; and each is a page like all others."""

import base64
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from lxml import html
from lxml.html import HtmlElement
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from atlas import notebook_page, notebooks, record
from atlas.config import LANGUAGES
from atlas.links import parsed
from atlas.snippets import ROOT, SNIPPETS

FILES = notebooks.find()
SITE_MARKDOWN = [
    "attr_list",
    "md_in_html",
    "pymdownx.superfences",
    {"toc": {"permalink": True, "permalink_title": "Link"}},
]


# The notebooks of the site


def test_there_are_some_and_nothing_is_wrong_with_them() -> None:
    assert FILES
    assert notebooks.all_problems() == []
    for path in (path for paths in FILES.values() for path in paths):
        nbformat.validate(notebooks.read(path))


@pytest.mark.parametrize("name", FILES)
def test_executed_again_it_gives_what_is_committed(
    name: str, unchanged: Callable[..., None]
) -> None:
    path = FILES[name][0]
    unchanged(path, *map(Path, (notebooks.__file__, record.__file__, __file__)))
    committed = notebooks.read(path)
    executed = notebooks.execute(committed)
    assert notebooks.problems(executed) == []
    assert notebooks.changes(committed, executed) == []


def test_the_network_is_that_of_the_recipe() -> None:
    recipe = (SNIPPETS / "save_load" / "state_dict.py").read_text("utf-8")
    net = recipe[recipe.index("class Net") : recipe.index("\n\n\ndevice")]
    sources = [c.source for c in notebooks.code(notebooks.read(FILES["notebooks/classifier"][0]))]
    assert any(net in source for source in sources)


# What would be wrong is reported


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


def test_a_cell_run_out_of_order_is_reported() -> None:
    notebook = made_up(printing("a"), printing("b"))
    notebooks.code(notebook)[1].execution_count = 3
    assert notebooks.problems(notebook) == [
        "code cell 2 (cell-2) has the count 3: run all, in order"
    ]


def test_an_error_and_a_warning_are_reported() -> None:
    failed = new_output("error", ename="ValueError", evalue="no", traceback=[])
    notebook = made_up(new_code_cell("", outputs=[failed]), printing("beware", stream="stderr"))
    assert notebooks.problems(notebook) == [
        "code cell 1 (cell-1) failed: ValueError: no",
        "code cell 2 (cell-2) warns: beware",
    ]


@pytest.mark.parametrize(
    "path", ["/home/ann/x.pt", "C:\\Users\\ann\\x.pt", "/tmp/x/y", "/Users/ann/x"]
)
def test_a_path_of_a_machine_is_reported(path: str) -> None:
    assert "shows a path" in notebooks.problems(made_up(printing(f"in {path!s}\n")))[0]


def test_metadata_of_tools_is_reported() -> None:
    notebook = made_up(printing("a", collapsed=True))
    notebook.metadata.language_info.version = "3.11.5"
    assert len(notebooks.problems(notebook)) == 2


def test_what_is_said_to_vary_has_to_be_there() -> None:
    assert "take it out" in notebooks.problems(made_up(printing("a", varies=["b"])))[0]


def test_other_code_in_one_language_is_reported() -> None:
    notebook, other = made_up(printing("a")), made_up(printing("a"))
    notebooks.code(other)[0].source = "print(1)"
    assert notebooks.translation_problems(notebook, other) == ["cell 2 (cell-1) differs in source"]


def test_a_missing_cell_and_another_heading_in_one_language_are_reported() -> None:
    notebook = made_up(printing("a"))
    assert "the cells are" in notebooks.translation_problems(notebook, made_up())[0]
    other = made_up(printing("a"), heading='# 标题 <a id="other"></a>')
    assert "other ids" in notebooks.translation_problems(notebook, other)[0]
    other = made_up(printing("a"), heading='# 标题 <a id="title"></a>')
    assert notebooks.translation_problems(notebook, other) == []


@pytest.mark.parametrize("now, same", [("2.0001\n", True), ("2.1\n", False), ("2.0000", False)])
def test_another_output_is_reported_but_not_the_last_digit(now: str, same: bool) -> None:
    found = notebooks.changes(made_up(printing("2.0000\n")), made_up(printing(now)))
    assert (found == []) is same


def test_the_output_may_differ_where_the_cell_says_so() -> None:
    was, now = (made_up(printing(f"loss {n}\n", varies=[r"loss \d"])) for n in (1, 2))
    assert notebooks.changes(was, now) == []


def test_a_warning_in_place_of_an_output_is_reported() -> None:
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


Write = Callable[..., list[Path]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a notebook of one cell, in each language."""

    def write(code: str, chinese: str = "", heading: str = '# {} <a id="title"></a>') -> list[Path]:
        paths = []
        for language, source in (("en", code), ("zh", chinese or code)):
            path = tmp_path / language / "sum.ipynb"
            path.parent.mkdir(exist_ok=True)
            cell = made_up(new_code_cell(source), heading=heading.format(language))
            notebooks.write(cell, path)
            paths.append(path)
        return paths

    return write


def test_recording_writes_the_outputs_into_each_language(tmp_path: Path, write: Write) -> None:
    paths = write("print(1 + 1)", heading="{}")
    notebooks.record({"sum"}, tmp_path)
    for path in paths:
        prose, code = notebooks.read(path).cells
        assert (prose.source, code.outputs[0].text) == (path.parent.name, "2\n")


def test_recording_wants_the_same_code_in_each_language(tmp_path: Path, write: Write) -> None:
    write("print(1 + 1)", "print(2)")
    with pytest.raises(SystemExit, match=r"zh.sum.ipynb: make its code that of .*en.sum.ipynb"):
        notebooks.record({"sum"}, tmp_path)


def test_all_that_is_wrong_is_said_with_its_file_and_command(tmp_path: Path, write: Write) -> None:
    english, chinese = write("x", "y")
    assert notebooks.all_problems(tmp_path) == [
        f"{chinese}:1: cell 2 (cell-1) differs in source (python dev.py record sum)"
    ]
    write("x", heading="## {}")
    found = notebooks.all_problems(tmp_path)
    assert len(found) == 4 and all(":1: " in line and "record sum" in line for line in found)
    assert f"{english}:1: end each heading with an id" in found[0]
    assert f"{english}:1: give it one heading of the first level" in found[1]


def test_a_cell_that_fails_stops_it() -> None:
    with pytest.raises(CellExecutionError, match="not so"):
        notebooks.execute(made_up(new_code_cell("assert False, 'not so'")))


# The page


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
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
        "hooks": [str(ROOT / "hooks.py")],
        "plugins": ["search", {"mkdocs-jupyter": {"include": ["*.ipynb"], "include_source": True}}],
        "markdown_extensions": SITE_MARKDOWN,
        "nav": ["index.md", "notebooks/one.ipynb"],
        "validation": {"links": {"anchors": "warn"}},
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")  # JSON is YAML
    done = build(folder)
    assert not done.returncode, done.stderr
    return folder


@pytest.fixture(scope="module")
def tree(project: Path) -> HtmlElement:
    return parsed(project / "site" / "notebooks" / "one" / "index.html")


def test_the_page_holds_the_cells_and_nothing_of_jupyter(tree: HtmlElement) -> None:
    [article] = tree.iter("article")
    classes = [name for element in article.iter("*") for name in element.classes]
    assert not [name for name in classes if name.startswith("jp-")]
    assert not article.xpath(".//script | .//style | .//clipboard-copy")
    code = [element.text_content() for element in article.xpath(".//pre/code")]
    assert [text.strip() for text in code[:2]] == ["print()", "<b>1</b>"]
    assert len(article.xpath(".//*[@class='notebook-output']//img")) == 1


def test_its_title_and_headings_are_those_of_the_notebook(tree: HtmlElement) -> None:
    assert tree.findtext(".//title") == "Title - Test"
    assert tree.xpath("//h1/@id | //h2/@id") == ["title", "save"]
    assert tree.xpath("//h2/a[@class='headerlink']/@href") == ["#save"]
    [entry] = tree.find_class("md-nav--secondary")[0].xpath(".//a[@href='#save']")
    assert entry.text_content().strip() == "save & load"


def test_links_lead_to_pages_and_the_notebook_can_be_downloaded(
    project: Path, tree: HtmlElement
) -> None:
    assert tree.xpath("//a[.='home']/@href") == ["../../#home"]
    [file] = tree.xpath("//a[@download]/@href")
    copy, source = project / "site/notebooks/one" / file, project / "docs/en/notebooks/one.ipynb"
    assert copy.read_bytes() == source.read_bytes()


def test_broken_links_fail_the_build(project: Path) -> None:
    file = project / "docs/en/notebooks/one.ipynb"
    good = file.read_text("utf-8")
    links = ["../index.md#gone", "../gone.md", "#gone"]
    broken = " ".join(f"[a]({link})" for link in links)
    file.write_text(good.replace("[home](../index.md#home)", broken), "utf-8")
    done = build(project, "--site-dir", "broken")
    file.write_text(good, "utf-8")
    assert done.returncode == 1
    for link in links:
        assert f"contains a link '{link}'" in done.stderr


@pytest.mark.parametrize(
    ("repository", "shown"),
    [
        ("https://github.com/some/atlas", True),
        ("https://github.com/some/atlas.git", True),
        ("https://example.org/some/atlas", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_colab_is_offered_only_where_the_repository_is_known(
    repository: str, shown: bool, language: str
) -> None:
    file = "docs/en/notebooks/classifier.ipynb"
    actions = notebook_page.actions(language, file, repository)
    links = html.fragment_fromstring(actions, create_parent="p").xpath("a/@href")
    colab = f"https://colab.research.google.com/github/some/atlas/blob/main/{file}"
    assert links == ["classifier.ipynb", *([colab] if shown else [])]
