"""The diagrams are true of the installed torch, lead somewhere, and are alike in all languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.diagrams import problems
from tools.mermaid import read
from tools.snippets import ROOT, SNIPPETS

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
}
PROOF = """# --8<-- [start:shown]
torch.Tensor.backward()
(not a call)
torch.autograd.backward()
# --8<-- [end:shown]
"""
EMBED = '# Page { #here }\n\n--8<-- "area/proof.py:shown"\n\n'

Complaints = Callable[..., str]


@pytest.fixture
def complaints(tmp_path: Path) -> Complaints:
    """Says what is wrong with a page that shows this diagram, in both languages or in two."""

    def of(diagram: str, chinese: str | None = None, embed: str = EMBED) -> str:
        docs, snippets = tmp_path / "docs", tmp_path / "snippets"
        for language, text in (("en", diagram), ("zh", diagram if chinese is None else chinese)):
            folder = docs / language / "part"
            folder.mkdir(parents=True, exist_ok=True)
            fence = f"```mermaid\n{text}```\n" if text else ""
            (folder / "page.md").write_text(embed + fence, "utf-8")
            (folder / "other.md").write_text("# Other { #there }\n", "utf-8")
            (folder / "index.md").write_text("# Part { #home }\n", "utf-8")
        (snippets / "area").mkdir(parents=True, exist_ok=True)
        for ending in ("py", "out"):
            (snippets / "area" / f"proof.{ending}").write_text(PROOF, "utf-8")
        return "\n".join(problems(docs, snippets))

    return of


def changed(kind: str, old: str, new: str) -> str:
    assert old in GOOD[kind]
    return GOOD[kind].replace(old, new, 1)


def test_our_diagrams_are_true_of_the_installed_torch() -> None:
    assert problems(ROOT / "docs", SNIPPETS) == []


def test_both_kinds_and_a_sequence_are_among_them() -> None:
    understand = ROOT / "docs" / "en" / "understand"
    assert [d.kind for d in read(understand / "structure.md")] == ["structure", "structure"]
    assert [d.kind for d in read(understand / "architecture.md")] == ["architecture", "sequence"]


@pytest.mark.parametrize("kind", GOOD)
def test_a_true_diagram_is_not_complained_of(complaints: Complaints, kind: str) -> None:
    assert complaints(GOOD[kind]) == ""


# What torch does not bear out


def test_a_node_that_torch_does_not_have(complaints: Complaints) -> None:
    broken = changed(
        "structure", 'Linear["a layer"]', 'Linear["a layer"]\n  torch.nn.Lineal["x y"]'
    )
    assert "page.md:13: torch" in (found := complaints(broken))
    assert "has no torch.nn.Lineal" in found


def test_a_node_that_is_not_of_torch(complaints: Complaints) -> None:
    assert "begins with torch" in complaints('flowchart TB\n%% structure\nos.path["path"]\n')


def test_a_box_that_does_not_contain_what_is_drawn_in_it(complaints: Complaints) -> None:
    broken = changed("structure", 'subgraph torch.nn["nn"]', 'subgraph torch.optim["optim"]')
    assert "torch.optim does not contain torch.nn.Linear" in complaints(broken)


def test_a_contains_arrow_to_something_that_is_merely_imported_there(
    complaints: Complaints,
) -> None:
    broken = GOOD["structure"] + 'torch.nn.modules.rnn --> torch.nn.Parameter["Parameter"]\n'
    assert "torch.nn.modules.rnn does not contain torch.nn.Parameter" in complaints(broken)


def test_a_label_that_names_no_member(complaints: Complaints) -> None:
    found = complaints(changed("structure", "LSTM · GRU", "LSTM · Linear"))
    assert "page.md:11: 'Linear' in the label is no member of torch.nn.modules.rnn" in found


def test_a_label_that_names_no_member_within_a_sentence(complaints: Complaints) -> None:
    found = complaints(changed("structure", "a layer", "like Conv2d"))
    assert "'Conv2d' in the label is no member of torch.nn.Linear" in found


def test_an_arrow_against_the_imports(complaints: Complaints) -> None:
    broken = changed(
        "architecture",
        "torch.nn.modules --> torch.nn.Parameter",
        "torch.nn.Parameter --> torch.nn.modules",
    )
    assert "nothing in torch.nn.Parameter imports torch.nn.modules" in complaints(broken)


def test_a_solid_arrow_where_there_is_no_import(complaints: Complaints) -> None:
    broken = changed("architecture", "torch.optim -.-> torch", "torch.optim --> torch")
    found = complaints(broken)
    assert "nothing in torch.optim imports torch.nn.Parameter" in found
    assert "there is no torch.optim -.-> torch.nn.Parameter to prove" in found


def test_a_dotted_arrow_where_there_is_an_import(complaints: Complaints) -> None:
    broken = changed("architecture", "torch.nn.modules -->", "torch.nn.modules -.->")
    assert "torch.nn.modules imports torch.nn.Parameter: draw it solid" in complaints(broken)


def test_a_message_that_its_receiver_does_not_have(complaints: Complaints) -> None:
    broken = changed("sequence", "torch.autograd: backward()", "torch.autograd: forward()")
    assert "torch.autograd has no forward" in complaints(broken)


def test_a_call_drawn_as_an_answer(complaints: Complaints) -> None:
    assert "step() is a call" in complaints(changed("sequence", "done", "step()"))


def test_a_sequence_in_another_order_than_recorded(complaints: Complaints) -> None:
    call = "you->>torch.Tensor: backward() of the loss\n"
    broken = GOOD["sequence"].replace(call, "") + call
    assert "draws torch.autograd.backward(), but the program printed torch.Tensor" in (
        complaints(broken)
    )


def test_a_sequence_that_leaves_out_the_last_call(complaints: Complaints) -> None:
    broken = changed("sequence", "torch.Tensor->>torch.autograd: backward()\n", "")
    assert "draws nothing more, but the program printed torch.autograd" in complaints(broken)


# What is not proven


def test_a_dotted_arrow_without_a_proof(complaints: Complaints) -> None:
    broken = changed("architecture", "%% proof: ", "%% ")
    assert "page.md:12: a dotted arrow needs a proof; add: %% proof: " in complaints(broken)


def test_a_proof_that_does_not_exist(complaints: Complaints) -> None:
    found = complaints(changed("architecture", "area/proof.py", "area/lost.py"))
    assert "lost.py does not exist" in found


def test_a_proof_that_the_page_does_not_show(complaints: Complaints) -> None:
    assert "embed area/proof.py:shown" in complaints(GOOD["architecture"], embed="# P { #here }\n")


def test_a_region_of_a_proof_that_the_page_does_not_show(complaints: Complaints) -> None:
    assert "embed area/proof.py:sho on" in complaints(changed("architecture", ":shown", ":sho"))


def test_a_sequence_that_no_program_recorded(complaints: Complaints) -> None:
    found = complaints(changed("sequence", "%% trace: area/proof.py:shown\n", ""))
    assert "name what recorded it" in found


# Where the clicks lead


def test_a_node_that_leads_nowhere(complaints: Complaints) -> None:
    broken = changed("structure", 'click torch.nn.Linear "../other/#there" "a tooltip"\n', "")
    assert "page.md:12: torch.nn.Linear leads nowhere" in complaints(broken)


@pytest.mark.parametrize(
    ("url", "complaint"),
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
def test_a_link_to_nowhere(complaints: Complaints, url: str, complaint: str) -> None:
    found = complaints(changed("decision", '"#here"', f'"{url}"'))
    assert "page.md:10: click weights: " in found
    assert complaint in found


def test_a_link_on_a_box_which_mermaid_would_ignore(complaints: Complaints) -> None:
    found = complaints(GOOD["structure"] + 'click torch.nn "#here"\n')
    assert "Mermaid links nodes only" in found


# What is not understood


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
def test_a_line_that_is_not_understood(complaints: Complaints, line: str) -> None:
    assert f"page.md:17: not understood (tools/mermaid.py knows the lines): {line}" in (
        complaints(GOOD["architecture"] + f"{line}\n")
    )


def test_a_line_of_a_sequence_that_is_not_understood(complaints: Complaints) -> None:
    assert "not understood" in complaints(GOOD["sequence"] + "you-xtorch.Tensor: lost\n")


def test_settings_that_would_colour_one_palette_only(complaints: Complaints) -> None:
    broken = changed("structure", '"flowchart": {"nodeSpacing": 20}', '"theme": "dark"')
    assert "init may set flowchart or sequence only" in complaints(broken)


@pytest.mark.parametrize(
    "first_lines", ["flowchart TB\n", "flowchart TB\n%% sketch\n", "flowchart LR\n%% picture\n", ""]
)
def test_a_diagram_that_does_not_say_its_kind(complaints: Complaints, first_lines: str) -> None:
    found = complaints(f'{first_lines}a["A"] --> b["B"]\n')
    assert "page.md:5: say its kind in the first two lines: %% structure after" in found


def test_a_diagram_in_another_kind_of_fence(complaints: Complaints) -> None:
    embed = EMBED + f"```{{.mermaid}}\n{GOOD['decision']}```\n"
    assert "write the fence as ```mermaid" in complaints("", embed=embed)
    assert "write the fence as ```mermaid" in complaints(
        "", embed='<pre class="mermaid">\n</pre>\n'
    )


def test_a_diagram_in_a_block_of_other_text_is_no_diagram(complaints: Complaints) -> None:
    assert complaints("", embed="````text\n```mermaid\nnonsense\n```\n````\n") == ""


def test_an_arrow_to_a_node_without_a_label(complaints: Complaints) -> None:
    found = complaints(GOOD["decision"] + "weights --> end_of_it\n")
    assert "page.md:11: end_of_it is not declared" in found


def test_a_node_that_is_declared_twice(complaints: Complaints) -> None:
    assert "weights is declared twice" in complaints(GOOD["decision"] + 'weights["Again"]\n')


def test_an_arrow_inside_a_box(complaints: Complaints) -> None:
    broken = changed("structure", "end\n", "torch.nn.Linear ~~~ torch.nn.functional\nend\n")
    assert "an arrow in a box draws its ends into it" in complaints(broken)


def test_a_box_that_is_not_closed(complaints: Complaints) -> None:
    assert "a subgraph is not closed" in complaints(changed("structure", "end\n", ""))


def test_an_arrow_that_says_nothing(complaints: Complaints) -> None:
    broken = changed("structure", "functional -->", "functional -.->")
    assert "-.-> says nothing in a diagram of kind structure" in complaints(broken)


# Two languages


def test_labels_may_differ_by_language(complaints: Complaints) -> None:
    assert complaints(GOOD["decision"], changed("decision", "Export it", "导出")) == ""


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
def test_a_twin_that_says_something_else(
    complaints: Complaints, kind: str, old: str, new: str
) -> None:
    assert "only labels may differ" in complaints(GOOD[kind], changed(kind, old, new))


def test_a_twin_that_is_missing(complaints: Complaints) -> None:
    assert "en/part/page.md:5: has no twin in " in complaints(GOOD["decision"], "").replace(
        "\\", "/"
    )
    assert "zh/part/page.md:5: has no twin in " in complaints("", GOOD["decision"]).replace(
        "\\", "/"
    )


def test_a_twin_of_another_kind(complaints: Complaints) -> None:
    picture = changed("decision", "%% decision", "%% picture")
    assert "its twin is of another kind" in complaints(GOOD["decision"], picture)
