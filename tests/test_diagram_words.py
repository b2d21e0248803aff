"""Promise: each diagram is said in words as well, made from its own text; pictures have a size."""

import html
import importlib.util
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from tests.test_diagrams import GOOD
from tools import pages
from tools.mermaid import Diagram, parse, read
from tools.pages import LANGUAGES
from tools.snippets import ROOT


def hook(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"hooks_{name}", ROOT / "hooks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


diagrams, pictures = hook("diagrams"), hook("pictures")


def said(text: str, language: str = "en") -> list[str]:
    """The words of a diagram, a line for each item, indented as the lists are."""
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1)]
    diagram = parse(Diagram(Path("page.md"), 1), "mermaid", lines)
    soup = BeautifulSoup(diagrams.words(diagram, diagrams.TEXTS[language]), "html.parser")
    found = []
    for item in soup.find_all("li"):
        own = "".join(str(part) for part in item.contents if part.name not in ("ul", "ol"))
        depth = "  " * len(item.find_parents("li"))
        found.append(depth + html.unescape(re.sub("<[^>]+>", "", own)).strip())
    return found


def test_a_structure_is_a_nested_list_and_arrows_are_sentences() -> None:
    assert said(GOOD["structure"]) == [
        "nn",
        "  rnn: LSTM, GRU",
        "  a layer",
        "functional: relu contains relu",
    ]


def test_dependence_says_which_arrows_no_import_shows() -> None:
    assert said(GOOD["architecture"]) == [
        "layers and more needs Parameter",
        "optim needs, though no import says so, Parameter",
    ]


def test_a_sequence_is_in_order() -> None:
    assert said(GOOD["sequence"]) == [
        "You, autograd: what happens",
        "You to Tensor: backward() of the loss",
        "Tensor to autograd: backward()",
        "autograd back to You: done",
    ]


def test_a_decision_lists_its_answers_below_its_question() -> None:
    assert said(GOOD["decision"]) == [
        "Do you have its class?",
        "  yes: Save the weights",
        "  no: Export it",
    ]


def test_chinese_has_no_spaces_among_its_own_signs() -> None:
    text = 'flowchart TB\n%% picture\na["第一行<br>第二行"]\nb["b"]\na --> b\nb --> a\n'
    assert said(text, "zh") == ["第一行第二行", "  通向 b", "b", "  通向第一行第二行"]


def test_other_edges_give_other_words() -> None:
    turned = GOOD["architecture"].replace(
        "torch.nn.modules --> torch.nn.Parameter", "torch.nn.Parameter --> torch.nn.modules"
    )
    assert "Parameter needs layers and more" in said(turned)


def test_a_node_that_no_arrow_reaches_is_said_too() -> None:
    assert said('flowchart TB\n%% picture\na["alone"]\n') == ["alone"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_diagram_of_ours_shows_is_in_its_words(language: str) -> None:
    for page in pages.find(language):
        for diagram in read(page.path):
            words = diagrams.words(diagram, diagrams.TEXTS[language])
            shown = html.unescape(re.sub("<[^>]+>", "", words))
            for s in diagram.all("node", "box", "participant", "message", "note"):
                for part in re.split(r"<br ?/?>|·", s.label):
                    assert part.strip() in shown, f"{page.path}:{s.line}"
            assert {s.args[1] for s in diagram.all("click")} <= set(
                re.findall(r'href="([^"]+)"', words)
            )


def test_the_built_pages_have_them_below_each_diagram(built) -> None:
    for address in pages.addresses():
        text = (built.folder / address / "index.html").read_text("utf-8")
        if 'class="mermaid"' not in text:
            continue
        soup = BeautifulSoup(text, "html.parser")
        for drawing in soup.select("pre.mermaid"):
            assert "accTitle: " in drawing.get_text()
            assert drawing.find_next_sibling().select("details li"), address


# Pictures


class Found(dict):
    """What MkDocs knows of its files, as far as the hook asks."""

    @property
    def src_uris(self) -> dict:
        return self


def sized(tmp_path: Path, svg: str, image: str) -> str:
    file = tmp_path / "plot.svg"
    file.write_text(svg, "utf-8")
    pictures.size.cache_clear()
    page = SimpleNamespace(file=SimpleNamespace(dest_uri="part/page/index.html"))
    files = Found({"assets/plot.svg": SimpleNamespace(abs_src_path=str(file))})
    return pictures.on_page_content(image, page, None, files)


IMAGE = '<img alt="A" src="../../assets/plot.svg#only-light" />'


def test_a_picture_gets_its_size_and_waits(tmp_path: Path) -> None:
    found = sized(tmp_path, '<svg width="460.8pt" height="259.2pt"></svg>', IMAGE)
    assert 'width="614" height="346" loading="lazy"' in found


def test_a_picture_that_has_a_size_or_is_not_ours_stays(tmp_path: Path) -> None:
    svg = '<svg width="4" height="4"></svg>'
    for image in (
        '<img src="../../assets/plot.svg" width="3">',
        '<img src="../gone.svg">',
        '<img src="https://pytorch.org/x.svg">',
    ):
        assert sized(tmp_path, svg, image) == image


def test_a_picture_without_a_size_is_reported(tmp_path: Path) -> None:
    with pytest.raises(pictures.PluginError, match="give its <svg> a width and a height"):
        sized(tmp_path, '<svg width="100%" height="2em"></svg>', IMAGE)


def test_every_picture_of_the_built_pages_has_a_size(built) -> None:
    for address in pages.addresses():
        text = (built.folder / address / "index.html").read_text("utf-8")
        for image in re.findall(r"<img [^>]*src=\"[^\"]*/plots/[^>]*>", text):
            assert " width=" in image and " height=" in image, f"{address}: {image}"
