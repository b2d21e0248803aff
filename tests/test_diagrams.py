"""Promise: the diagrams are true of the installed torch, lead somewhere, say the same in both
languages, and are said in words as well."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from atlas import diagram_words, diagrams, diagrams_of_torch, links, pages
from atlas.config import LANGUAGES
from atlas.mermaid import DECLARING, parse, read
from atlas.pages import Page
from atlas.snippets import ROOT
from atlas.texts import texts_of

GOOD = {
    "structure": """flowchart TB
%% structure
%%{init: {"flowchart": {"nodeSpacing": 20}}}%%
subgraph torch.nn["nn"]
  direction TB
  torch.nn.modules.rnn["rnn<br>LSTM · GRU"]
  torch.nn.Linear["a layer"]
end
torch.nn.functional["functional<br>relu"]
torch.nn.functional --> torch.nn.functional.relu["relu"]
torch.nn.Linear ~~~ torch.nn.functional
class torch.nn.Linear,torch.nn.functional computing
click torch.nn.modules.rnn "#here"
click torch.nn.Linear "../other/#there" "a tooltip"
click torch.nn.functional "../other/"
click torch.nn.functional.relu "../#home"
""",
    "architecture": """flowchart TB
%% architecture
torch.optim["optim"]
torch.nn.Parameter["Parameter"]
torch.nn.modules["layers and more"]
torch.nn.modules --> torch.nn.Parameter
torch.optim -.-> torch.nn.Parameter
%% proof: torch.optim -.-> torch.nn.Parameter: area/proof.py:shown
click torch.optim "#here"
click torch.nn.Parameter "#here"
click torch.nn.modules "#here"
""",
    "sequence": """sequenceDiagram
%% sequence
%% trace: area/proof.py:shown
actor you as You
participant torch.Tensor as Tensor
participant torch.autograd as autograd
Note over you,torch.autograd: what happens
you->>torch.Tensor: backward() of the loss
torch.Tensor->>torch.autograd: backward()
torch.autograd-->>you: done
""",
    "decision": """flowchart TB
%% decision
model{"Do you have its class?"} -->|yes| weights["Save the weights"]
model -->|no| all(["Export it"])
click weights "#here"
""",
    "picture": """flowchart TB
%% picture
%%{init: {"flowchart": {"rankSpacing": 30}}}%%
%% trace: area/proof.py:drawn
n0["loss"]
n1["weight"]
n0 --> n1
""",
}
PROOF = """# --8<-- [start:shown]
torch.Tensor.backward()
(not a call)
torch.autograd.backward()
# --8<-- [end:shown]
# --8<-- [start:drawn]
flowchart TB
%% picture
n0["loss"]
n1["weight"]
n0 --> n1
# --8<-- [end:drawn]
"""
ABOVE = """# Page { #here }

```python
--8<-- "area/proof.py:shown"
```
"""  # the diagram's fence follows in line 6

Checked = Callable[..., str]


@pytest.fixture
def problems(tmp_path: Path) -> Checked:
    """Says what is wrong with a page that shows this diagram, in both languages or in two."""

    def of(diagram: str, chinese: str | None = None, above: str = ABOVE) -> str:
        for language, text in (("en", diagram), ("zh", diagram if chinese is None else chinese)):
            fence = f"```mermaid\n{text}```\n" if text else ""
            write(f"docs/{language}/part/page.md", above + fence)
            write(f"docs/{language}/part/other.md", "# Other { #there }\n")
            write(f"docs/{language}/part/index.md", "# Part { #home }\n")
        write("snippets/area/proof.py", PROOF)
        write("snippets/area/proof.out", PROOF)
        return "\n".join(diagrams.problems(tmp_path)).replace("\\", "/")

    def write(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    return of


def changed(kind: str, old: str, new: str) -> str:
    """A good diagram with something else in it; with nothing to replace: behind it."""
    assert old in GOOD[kind]
    return GOOD[kind].replace(old, new, 1) if old else GOOD[kind] + new


def test_our_diagrams_are_true_of_the_installed_torch() -> None:
    assert diagrams.problems() == []


def test_there_are_some_of_each_checked_kind() -> None:
    def kinds(name: str) -> list[tuple[str, int]]:
        return [(d.kind, len(d.all("trace"))) for d in read(Page(ROOT / f"docs/en/{name}.md"))]

    assert kinds("understand/structure") == [("structure", 0), ("structure", 0)]
    assert kinds("understand/architecture") == [("architecture", 0), ("sequence", 1)]
    assert kinds("modules/autograd").count(("picture", 1)) == 1


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_diagram_passes(problems: Checked, kind: str) -> None:
    assert problems(GOOD[kind]) == ""


def test_the_arrows_of_a_picture_say_what_they_like(problems: Checked) -> None:
    drawn = """flowchart TB
%% picture
torch.nn.Linear["Linear<br>keeps weight"]
torch.nn.functional["functional<br>linear"]
y["y of (4, 3)"]
torch.nn.Linear -->|"① calls"| torch.nn.functional
torch.nn.functional -.-> y
"""
    assert problems(drawn) == ""


BROKEN = {
    # what torch does not bear out
    "a node that torch does not have": (
        "structure",
        'Linear["a layer"]',
        'Linear["a layer"]\n  torch.nn.Lineal["x y"]',
        r"page.md:14: torch \S+ has no torch.nn.Lineal",
    ),
    "a node that is not of torch": ("structure", "", 'os.path["path"]\n', "begins with torch"),
    "a box without what is drawn in it": (
        "structure",
        'subgraph torch.nn["nn"]',
        'subgraph torch.optim["optim"]',
        "torch.optim does not contain torch.nn.Linear",
    ),
    "a contains arrow to what is merely imported there": (
        "structure",
        "",
        'torch.nn.modules.rnn --> torch.nn.Parameter["Parameter"]\n',
        "torch.nn.modules.rnn does not contain torch.nn.Parameter",
    ),
    "a label that names no member": (
        "structure",
        "LSTM · GRU",
        "LSTM · Linear",
        "page.md:12: 'Linear' in the label is no member of torch.nn.modules.rnn",
    ),
    "a sentence that names no member": (
        "structure",
        "a layer",
        "like Conv2d",
        "'Conv2d' in the label is no member of torch.nn.Linear",
    ),
    "an arrow against the imports": (
        "architecture",
        "torch.nn.modules --> torch.nn.Parameter",
        "torch.nn.Parameter --> torch.nn.modules",
        "nothing in torch.nn.Parameter imports torch.nn.modules",
    ),
    "a solid arrow without an import": (
        "architecture",
        "torch.optim -.-> torch",
        "torch.optim --> torch",
        "nothing in torch.optim imports torch.nn.Parameter",
    ),
    "a dotted arrow with an import": (
        "architecture",
        "torch.nn.modules -->",
        "torch.nn.modules -.->",
        "torch.nn.modules imports torch.nn.Parameter: draw it solid",
    ),
    "an arrow that says nothing": (
        "structure",
        "functional -->",
        "functional -.->",
        "-.-> says nothing in a diagram of kind structure",
    ),
    "a message that its receiver does not have": (
        "sequence",
        "torch.autograd: backward()",
        "torch.autograd: forward()",
        "torch.autograd has no forward",
    ),
    "a call drawn as an answer": ("sequence", "done", "step()", r"step\(\) is a call"),
    # what is not proven
    "a dotted arrow without a proof": (
        "architecture",
        "%% proof: ",
        "%% ",
        "page.md:13: a dotted arrow needs a proof; add: %% proof: ",
    ),
    "a proof of an arrow that is not there": (
        "architecture",
        "torch.optim -.-> torch",
        "torch.optim --> torch",
        "there is no torch.optim -.-> torch.nn.Parameter to prove",
    ),
    "a proof that does not exist": (
        "architecture",
        "area/proof.py",
        "area/gone.py",
        "gone.py does not exist",
    ),
    "a proof of another region than is shown": (
        "architecture",
        ":shown",
        ":drawn",
        "embed area/proof.py:drawn on this page",
    ),
    "a sequence that no program recorded": (
        "sequence",
        "%% trace: area/proof.py:shown\n",
        "",
        "name what recorded it",
    ),
    "a sequence in another order": (
        "sequence",
        "you->>torch.Tensor: backward() of the loss\ntorch.Tensor->>torch.autograd: backward()\n",
        "torch.Tensor->>torch.autograd: backward()\nyou->>torch.Tensor: backward() of the loss\n",
        r"draws torch.autograd.backward\(\), but the program printed torch.Tensor",
    ),
    "a sequence without the last call": (
        "sequence",
        "torch.Tensor->>torch.autograd: backward()\n",
        "",
        "draws nothing more, but the program printed torch.autograd",
    ),
    "a picture with another arrow": (
        "picture",
        "n0 --> n1",
        "n1 --> n0",
        "page.md:10: paste what area/proof.py printed",
    ),
    "a picture that is not recorded": (
        "picture",
        "proof.py:drawn",
        "proof.py:gone",
        "proof.out has no region 'gone': record",
    ),
    "a picture that names what torch does not have": (
        "picture",
        "n0 --> n1",
        'torch.nn.Lineal["a layer"]',
        r"page.md:13: torch \S+ has no torch.nn.Lineal",
    ),
    "a picture whose label names no member": (
        "picture",
        "n0 --> n1",
        'torch.nn.modules.rnn["rnn<br>Linear"]',
        "'Linear' in the label is no member of torch.nn.modules.rnn",
    ),
    # where the clicks lead
    "a node that leads nowhere": (
        "structure",
        'click torch.nn.Linear "../other/#there" "a tooltip"\n',
        "",
        "page.md:13: torch.nn.Linear leads nowhere",
    ),
    "a link on a box, which Mermaid ignores": (
        "structure",
        "",
        'click torch.nn "#here"\n',
        "Mermaid links nodes only",
    ),
    # what is not understood
    "a line of a sequence": ("sequence", "", "you-xtorch.Tensor: lost\n", "not understood"),
    "settings that colour one palette only": (
        "structure",
        '"flowchart": {"nodeSpacing": 20}',
        '"theme": "dark"',
        "init may set flowchart or sequence only",
    ),
    "an arrow to a node without a label": (
        "decision",
        "",
        "weights --> end_of_it\n",
        "page.md:12: end_of_it is not declared",
    ),
    "a node that is declared twice": (
        "decision",
        "",
        'weights["Again"]\n',
        "weights is declared twice",
    ),
    "an arrow inside a box": (
        "structure",
        "end\n",
        "torch.nn.Linear ~~~ torch.nn.functional\nend\n",
        "an arrow in a box draws its ends into it",
    ),
    "a box that is not closed": ("structure", "end\n", "", "a subgraph is not closed"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_diagram_is_reported(problems: Checked, case: str) -> None:
    kind, old, new, problem = BROKEN[case]
    found = problems(changed(kind, old, new))
    assert re.search(problem, found), found


def test_a_proof_that_the_page_does_not_show_is_reported(problems: Checked) -> None:
    assert "embed area/proof.py:shown" in problems(GOOD["architecture"], above="# P { #here }\n")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("#nowhere", "has no heading { #nowhere }"),
        ("../other/#here", "has no heading { #here }"),
        ("other/#there", "leads to no page"),
        ("../other#there", "end with a slash"),
        ("../../../en/part/other/#there", "stay in this language"),
        ("/part/other/#there", "relative to this page"),
        ("https://pytorch.org/", "relative to this page"),
    ],
)
def test_a_link_to_nowhere_is_reported(problems: Checked, url: str, problem: str) -> None:
    found = problems(changed("decision", '"#here"', f'"{url}"'))
    assert "page.md:11: click weights: " in found
    assert problem in found


@pytest.mark.parametrize(
    "line",
    [
        "torch.optim ==> torch.nn.Parameter",
        "torch.optim[no quotes]",
        "torch.optim -.->torch.nn.Parameter",
        "torch.optim --> torch.nn & torch.cuda",
        "%% proof: torch.optim --> torch.nn.Parameter: area/proof.py",
        "classDef loud fill:#f00",
        "style torch.optim fill:#f00",
        "direction LR",
        "click torch.optim call alert()",
    ],
)
def test_a_line_that_is_not_understood_is_reported(problems: Checked, line: str) -> None:
    found = problems(changed("architecture", "", f"{line}\n"))
    assert f"page.md:18: not understood (atlas/mermaid.py lists what is): {line}" in found


@pytest.mark.parametrize(
    "first_lines", ["flowchart TB\n", "flowchart TB\n%% sketch\n", "flowchart LR\n%% picture\n", ""]
)
def test_a_diagram_names_its_kind(problems: Checked, first_lines: str) -> None:
    found = problems(f'{first_lines}a["A"] --> b["B"]\n')
    assert "page.md:6: name its kind in the first two lines: %% structure after" in found


@pytest.mark.parametrize(
    "other", [f"```{{.mermaid}}\n{GOOD['decision']}```\n", '<pre class="mermaid">\n</pre>\n']
)
def test_a_diagram_in_another_kind_of_fence_is_reported(problems: Checked, other: str) -> None:
    assert "write the fence as ```mermaid" in problems("", above=ABOVE + other)


def test_a_diagram_in_a_block_of_other_text_is_no_diagram(problems: Checked) -> None:
    assert problems("", above="````text\n```mermaid\nnonsense\n```\n````\n") == ""


# Two languages


def test_labels_may_differ_by_language(problems: Checked) -> None:
    assert problems(GOOD["decision"], changed("decision", "Export it", "导出")) == ""


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("architecture", "torch.nn.modules -->", "torch.optim -->"),
        ("decision", "-->|no|", "-.->"),
        ("decision", '"#here"', '"../other/"'),
        ("decision", 'click weights "#here"\n', ""),
        ("structure", "torch.nn.Linear ~~~ torch.nn.functional\n", ""),
        ("sequence", ": backward() of", ": the backward of"),
        ("sequence", "Note over you,torch.autograd: what happens\n", ""),
    ],
)
def test_a_translation_that_says_something_else_is_reported(
    problems: Checked, kind: str, old: str, new: str
) -> None:
    assert "only labels may differ" in problems(GOOD[kind], changed(kind, old, new))


def test_a_diagram_without_a_translation_is_reported(problems: Checked) -> None:
    one = GOOD["decision"]
    assert "en/part/page.md:6: docs/zh/part/page.md lacks this diagram" in problems(one, "")
    assert "zh/part/page.md:6: docs/en/part/page.md lacks this diagram" in problems("", one)


def test_a_translation_of_another_kind_is_reported(problems: Checked) -> None:
    picture = changed("decision", "%% decision", "%% picture")
    assert "is of another kind than its translation" in problems(GOOD["decision"], picture)


# The same in words


def said(text: str, language: str = "en") -> list[str]:
    """The words of a diagram, a line for each item, indented as the lists are."""
    words = diagram_words.Words(parse(text), texts_of(language, "diagrams")).lists()
    found = []
    for item in lxml.html.fragment_fromstring(words, create_parent="div").iter("li"):
        own = "".join(item.xpath("text() | *[not(self::ul or self::ol)]//text()"))
        found.append("  " * len(list(item.iterancestors("li"))) + own.strip())
    return found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            GOOD["structure"],
            ["nn", "  rnn: LSTM, GRU", "  a layer: computes", "functional: relu contains relu"],
        ),
        (
            GOOD["architecture"],
            ["layers and more needs Parameter", "optim needs, though no import says so, Parameter"],
        ),
        (
            GOOD["sequence"],
            [
                "You, autograd: what happens",
                "You to Tensor: backward() of the loss",
                "Tensor to autograd: backward()",
                "autograd back to You: done",
            ],
        ),
        (
            GOOD["decision"],
            ["Do you have its class?", "  yes: Save the weights", "  no: Export it"],
        ),
        ('flowchart TB\n%% picture\na["alone"]\n', ["alone"]),
    ],
    ids=["structure", "architecture", "sequence", "decision", "a node without arrows"],
)
def test_a_diagram_is_said_in_words(text: str, lines: list[str]) -> None:
    assert said(text) == lines


def test_chinese_has_no_spaces_among_its_own_signs() -> None:
    text = 'flowchart TB\n%% picture\na["第一行<br>第二行"]\nb["b"]\na --> b\nb --> a\n'
    assert said(text, "zh") == ["第一行第二行", "  通向 b", "b", "  通向第一行第二行"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_part_of_torch_is_listed_beside_the_chart_of_all(language: str) -> None:
    text = (ROOT / f"docs/{language}/understand/structure.md").read_text("utf-8")
    assert diagrams_of_torch.list_problems(text) == []
    without = "\n".join(line for line in text.splitlines() if "`torch.fft`" not in line)
    assert diagrams_of_torch.list_problems(without) == ["the list lacks torch.fft"]
    wrong = diagrams_of_torch.list_problems(text.replace("`rfft`", "`rffft`"))
    assert len(wrong) == 1 and "torch.fft.rffft" in wrong[0]


def test_another_arrow_gives_other_words() -> None:
    arrow, turned = "{1} --> {0}", "{0} --> {1}"
    ends = ("torch.nn.Parameter", "torch.nn.modules")
    text = changed("architecture", arrow.format(*ends), turned.format(*ends))
    assert "Parameter needs layers and more" in said(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_diagram_of_ours_shows_is_in_its_words(language: str) -> None:
    for page in pages.find(language):
        for diagram in read(page):
            words = diagram_words.Words(diagram, texts_of(language, "diagrams")).lists()
            shown = html.unescape(re.sub("<[^>]+>", "", words))
            for s in diagram.all(*DECLARING, "message", "note"):
                for part in re.split(r"<br ?/?>|·", s.label):
                    assert part.strip() in shown, f"{page.path}:{s.line}"
            clicks = {s.args[1] for s in diagram.all("click")}
            assert clicks <= set(re.findall(r'href="([^"]+)"', words)), page.path


def test_the_built_pages_have_the_words_below_each_diagram(site: Path) -> None:
    for address, path in pages.by_address().items():
        if path.suffix != ".md" or not read(page := Page(path)):
            continue
        tree = links.parsed(site / address / "index.html")
        drawn = tree.xpath("//div[@class='diagram']/*[@class='drawing']")
        assert len(drawn) == len(read(page)), address
        words = ".//div[@class='diagram__aids']/details//li"
        assert all(one.getparent().xpath(words) for one in drawn), address
