"""What a file is, and what each torch does with it, is said without running it: compared here with
what the installed torch does. All releases, and files of all kinds: benchmarks/explorer_corpus.py.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from atlas.snippets import ROOT
from explorer import checkpoint, corpus, oracle, vendor

RELEASE = torch.__version__.split("+")[0]
KNOWN = RELEASE in checkpoint.RELEASES
needs_rules = pytest.mark.skipif(not KNOWN, reason=f"there are no rules of torch {RELEASE}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of most kinds."""
    place = tmp_path_factory.mktemp("files")
    made = corpus.archives() | corpus.programs() | corpus.devices()
    made |= {name: corpus.zipped(corpus.OBJECTS[name]()) for name in corpus.FEW}
    made |= {name: corpus.zipped(make()) for name, make in corpus.DANGEROUS.items()}
    for name, data in made.items():
        (place / f"{name}.pt").write_bytes(data)
    for name, data in corpus.others().items():
        (place / name).write_bytes(data)
    return place


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Any]:
    """What torch does with each."""
    command = [sys.executable, "-W", "ignore", "-m", "explorer.oracle", str(folder)]
    more = {**os.environ, "OMP_NUM_THREADS": "1"}
    run = subprocess.run(command, cwd=ROOT, env=more, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(run.stdout)["answers"]
    return found


def explained(data: bytes, name: str = "file.pt") -> dict[str, Any]:
    source = checkpoint.Source(name, len(data), lambda at, count: data[at : at + count])
    return checkpoint.report(source)


@needs_rules
def test_the_rules_are_those_of_the_installed_torch() -> None:
    assert problems_of_rules("pass") == []


@needs_rules
def test_a_changed_unpickler_is_noticed() -> None:
    changed = [f"torch {RELEASE}: source is no longer what checkpoint.py says"]
    assert problems_of_rules("rules.fingerprint = lambda: 'another'") == changed


def problems_of_rules(first: str) -> list[str]:
    """In a process of its own: what other tests import, such as DTensor, adds to torch's list."""
    code = f"from explorer import rules; {first}; print(*rules.problems(), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines() if run.stdout.strip() else []


@needs_rules
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each file is loaded in a fork")
def test_files_are_accepted_and_refused_as_torch_does(
    folder: Path, answers: dict[str, Any]
) -> None:
    wrong = []
    for name, answer in answers.items():
        made = checkpoint.report(checkpoint.open_file(str(folder / name)))
        wrong += [f"{name}: {d}" for d in oracle.differences(made, {RELEASE: answer})]
    assert len(answers) > 150
    assert wrong == []


@pytest.mark.parametrize("name", sorted(corpus.DANGEROUS))
def test_what_is_dangerous_is_said_first_and_gets_no_lines(name: str) -> None:
    made = explained(corpus.zipped(corpus.DANGEROUS[name]()))
    assert made["danger"]
    assert made["lines"] == []
    assert all(one["allow"] in (None, []) for one in made["releases"].values())
    assert checkpoint.say(made, "en")[0][0] == "Dangerous"


def test_kinds_are_told_apart(folder: Path) -> None:
    wanted = {
        "state_dict.pt": "zip", "good.safetensors": "safetensors", "pointer.pt": "lfs",
        "page.pt": "html", "zeros.pt": "zeros", "nothing.pt": "empty", "array.npy": "npy",
        "arrays.npz": "npz", "model.gguf": "gguf", "model.onnx": "onnx", "model.h5": "hdf5",
        "data.pkl": "data_pkl", "plain_2.pkl": "pickle", "zip_in_zip.pt": "zip_in_zip",
        "zip_cut_half.pt": "partial", "archive.tar": "tar", "compressed.pt.gz": "gzip",
        "model.safetensors.index.json": "index", "adapter_config.json": "peft_config",
        "zip_loose.pt": "rezipped",
    }  # fmt: skip
    found = {
        name: checkpoint.report(checkpoint.open_file(str(folder / name)))["kind"] for name in wanted
    }
    assert found == wanted


def test_tied_weights_are_counted_once() -> None:
    weight = torch.ones(3, 4)
    made = explained(corpus.zipped({"a": weight, "b": weight}))
    assert made["shared"] == [["a", "b"]]
    assert made["bytes"]["parameters"] == 12


def test_a_prefix_and_the_place_of_the_weights_are_found() -> None:
    made = explained(
        corpus.zipped({"state_dict": corpus.prefixed("module._orig_mod."), "epoch": 1})
    )
    assert (made["weights"], made["prefix"]) == (["state_dict"], "module._orig_mod.")


def test_two_files_are_compared_and_a_renaming_is_proposed() -> None:
    given = {f"module.{name}": [[2], "float32"] for name in ("a.weight", "a.bias")}
    wanted = {name: [[2], "float16"] for name in ("a.weight", "a.bias")}
    found = checkpoint.compare(wanted, given)
    assert found["renaming"] == {"from": "module.", "to": ""}
    renamed = {key.removeprefix("module."): value for key, value in given.items()}
    assert checkpoint.compare(wanted, renamed)["dtypes"][0] == ["a.bias", "float32", "float16"]


def test_a_pasted_error_has_the_names() -> None:
    model = torch.nn.Linear(2, 2)
    with pytest.raises(RuntimeError) as error:
        model.load_state_dict({"module.weight": torch.ones(2, 2)})
    keys = checkpoint.keys_in_error(str(error.value))
    assert keys == {"missing": ["weight", "bias"], "unexpected": ["module.weight"]}


def hostile() -> Iterator[tuple[str, bytes]]:
    deep = 1_000_000
    yield "deep lists", corpus.with_pickle(b"\x80\x02" + b"]" * deep + b"a" * (deep - 1) + b".")
    yield "deep tuples as a key", corpus.with_pickle(b"\x80\x02})" + b"\x85" * deep + b"Ns.")
    yield "sizes that lie", corpus.with_pickle(b"\x80\x02X\xff\xff\xff\x7fabc.")
    layers = (
        b"\x80\x02]q\x00" + b"".join(b"]q%c(h%ch%ce" % (n + 1, n, n) for n in range(100)) + b"."
    )
    yield "doubled a hundred times", corpus.with_pickle(layers)
    bomb = corpus.archive_of({"archive/data.pkl": bytes(1 << 24), "archive/version": b"3"}, 8)
    yield "a zip bomb", bomb
    many = {f"archive/data/{n}": b"" for n in range(50_000)}
    yield "50,000 entries", corpus.archive_of({"archive/data.pkl": b"}.", **many})


@pytest.mark.parametrize(("name", "data"), [pytest.param(n, d, id=n) for n, d in hostile()])
def test_hostile_files_end_in_a_clear_line(name: str, data: bytes) -> None:
    made = explained(data)
    assert made["releases"][checkpoint.RELEASES[-1]]["status"] in checkpoint.STATUSES
    assert all(line for _, lines in checkpoint.say(made, "en") for line in lines[:1])


def test_text_of_a_file_cannot_write_to_the_terminal() -> None:
    made = explained(corpus.zipped({"\x1b[31m\u202ename": torch.ones(1)}))
    assert made["tensors"][0]["name"] == "\\u001b[31m\\u202ename"


def test_the_command_prints_words_and_json(tmp_path: Path) -> None:
    file = tmp_path / "model.pt"
    torch.save({"weight": torch.ones(2)}, file)
    command = [sys.executable, str(checkpoint.__file__), str(file)]
    words = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert "accepted" in words
    printed = subprocess.run([*command, "--json"], check=True, capture_output=True).stdout
    assert json.loads(printed)["kind"] == "zip"


def test_it_needs_the_standard_library_only() -> None:
    text = Path(checkpoint.__file__).read_text("utf-8")
    lines = [line.split()[1] for line in text.splitlines() if line.strip().startswith("import ")]
    assert set(lines) <= {*sys.stdlib_module_names, "deflate"}


def test_both_languages_have_all_words() -> None:
    tables = (checkpoint.KINDS, checkpoint.WHYS, checkpoint.DANGERS, checkpoint.WORDS)
    for table in (*tables, checkpoint.CONTENTS_IN_WORDS):
        assert all(len(pair) == 2 and all(pair) for pair in table.values())


def test_a_nested_pickle_is_noticed() -> None:
    inner = pickle.dumps(corpus.Calls(exec, "1"), 2)
    assert {"name": "pickle", "why": "nested"} in explained(corpus.zipped({"a": inner}))["danger"]


def test_micropython_is_as_it_was_vendored() -> None:
    assert vendor.problems() == []
