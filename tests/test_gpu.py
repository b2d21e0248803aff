"""Promise: one command runs everything on a borrowed machine, whatever fails there and whenever it
must end, and leaves an archive; another takes it in after checking it, or nothing of it. Pages show
what a GPU printed and measured once that is there, and are whole without it."""

import io
import json
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from atlas import blocks, errors, gpu, on_gpu, pages, snippets
from atlas.record import Stamps
from atlas.snippets import ROOT

LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="machines with a GPU are lent with Linux"
)
MEASURES = """\"\"\"Measures nothing.\"\"\"

import sys
from pathlib import Path


def size():
    return "3 MiB"


text = f"$ measured\\n# --8<-- [start:size]\\n{size()}\\n# --8<-- [end:size]\\n"
Path(sys.argv[sys.argv.index("--out") + 1]).write_text(text)
if "last" in Path(__file__).read_text().splitlines()[0]:
    sys.exit("no GPU")
"""
FIGURES = "$ measured\n# --8<-- [start:size]\n3 MiB\n# --8<-- [end:size]\n"


@pytest.fixture
def tree(made_up: Any) -> Any:
    """A project with programs of each kind, and one that measures."""
    shutil.copytree(ROOT / "atlas", made_up.root / "atlas")
    add = (made_up.root / "snippets/area/add.py").read_text("utf-8")
    made_up.write("snippets/area/wrong.py", add.replace("total == 2.5", "total == 3"))
    needs = '# [tool.atlas]\n# requires = ["cuda"]\n# ///\n\n'
    on_gpu_only = add.replace("# ///\n\n", needs).replace(
        "torch.tensor(1.5)", "torch.ones(1).cuda()"
    )
    made_up.write("snippets/area/needs.py", on_gpu_only)
    made_up.write("benchmarks/gpu_size.py", MEASURES)
    return made_up


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "-m", "atlas.gpu", "run", "--device", "cpu", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, stdout=pipe, stderr=pipe, text=True)


def index(archive: Path) -> dict[str, Any]:
    return json.loads(gpu.members(archive)[gpu.INDEX])


@LINUX
def test_all_is_run_and_a_failure_stops_nothing(tree: Any) -> None:
    tree.edit("benchmarks/gpu_size.py", "Measures nothing.", "Fails at last.")
    process = start(tree.root, "--limit", "300")
    said, complaints = process.communicate(timeout=300)
    files, ran = gpu.members(tree.root / "gpu.tar.gz"), index(tree.root / "gpu.tar.gz")
    how = {name: entry["how"] for name, entry in ran["programs"].items()}
    assert how == {"area/add": "ran", "area/wrong": "failed", "area/needs": "left out"}, complaints
    assert "AssertionError" in files["failures/area/wrong.txt"]
    assert "tensor(2.5000)" in files["outputs/area/add.out"]
    assert files["benchmarks/gpu_size.out"] == FIGURES  # what it wrote before it failed
    assert ran["measured"]["benchmarks/gpu_size"]["why"] == "exit code 1"
    assert "no GPU" in files["failures/benchmarks/gpu_size.txt"]
    assert process.returncode == 1 and "1 ran, 1 failed, 1 left out, 0 not run in time" in said


SLEEPS = "import time\n\nimport torch\n\ntime.sleep(300)"


@LINUX
def test_what_does_not_fit_into_the_limit_is_listed(tree: Any) -> None:
    tree.edit("snippets/area/wrong.py", "import torch", SLEEPS)
    process = start(tree.root, "--limit", "60", "--jobs", "2")
    said, _ = process.communicate(timeout=90)
    entry = index(tree.root / "gpu.tar.gz")["programs"]["area/wrong"]
    assert (entry["how"], entry["why"]) == ("not run", gpu.LATE)
    assert process.returncode == 1 and "not run: area/wrong" in said


@LINUX
def test_stopped_from_outside_it_leaves_what_it_has_and_no_process(tree: Any) -> None:
    tree.edit("snippets/area/wrong.py", "import torch", SLEEPS)
    process = start(tree.root, "--limit", "300", "--jobs", "2", "--only", "area/add,area/wrong")
    assert process.stdout and process.stdout.readline().startswith("ran: area/add")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    how = {n: entry["how"] for n, entry in index(tree.root / "gpu.tar.gz")["programs"].items()}
    assert how == {"area/add": "ran", "area/wrong": "not run"} and process.returncode == 143
    left = [p for p in Path("/proc").glob("[0-9]*/cwd") if str(tree.root) in where(p)]
    assert not left


def where(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


# Taking home


STAMP = {
    "torch": "2.13.0+cu130",
    "python": "3.12.3",
    "device": "NVIDIA H100 80GB HBM3",
    "date": "2026-11-28",
    "seconds": 1.5,
}
ON_GPU = "$ python snippets/area/add.py\n# --8<-- [start:add]\ntensor(2.5000, device='cuda:0')\n"
ON_GPU += "# --8<-- [end:add]\n"


class Archive:
    """What a GPU's run leaves of the made-up site, to damage on purpose."""

    def __init__(self, root: Path) -> None:
        self.path = root.parent / "gpu.tar.gz"
        self.files = {"outputs/area/add.out": ON_GPU, "benchmarks/gpu_size.out": FIGURES}
        program = snippets.read(root / "snippets/area/add.py").digest
        stamp = {"digest": program, **STAMP}
        ran = {"how": "ran", "why": "", "digest": program, "stamp": stamp}
        figures = gpu.digest((root / "benchmarks/gpu_size.py").read_bytes())
        self.index: dict[str, Any] = {
            "device": "cuda",
            "machine": {"cuda": STAMP["device"], "torch": STAMP["torch"]},
            "programs": {"area/add": ran},
            "measured": {"benchmarks/gpu_size": {"digest": figures, "why": ""}},
            "files": {name: gpu.digest(text.encode()) for name, text in self.files.items()},
        }

    def add(self, name: str, text: str) -> None:
        self.files[name], self.index["files"][name] = text, gpu.digest(text.encode())

    def write(self, **of_member: Any) -> None:
        """of_member: what is different in the header of the first output."""
        with tarfile.open(self.path, "w:gz") as tar:
            for name, text in {gpu.INDEX: json.dumps(self.index), **self.files}.items():
                member = tarfile.TarInfo(name)
                member.size = len(text.encode())
                if name.startswith("outputs/"):
                    for key, value in of_member.items():
                        setattr(member, key, value)
                tar.addfile(member, io.BytesIO(text.encode()))


@pytest.fixture
def archive(tree: Any) -> Archive:
    machine = {"torch": "2.13.0", "python": "3.11.7", "cpu": "some CPU"}
    stamps = Stamps(tree.root / "snippets")
    run = gpu.Run(snippets.read(tree.root / "snippets/area/add.py"))
    stamps.add(run, "cpu", machine)
    stamps.write()
    return Archive(tree.root)


def take(archive: Archive, root: Path, without_changed: bool = False) -> int:
    asked: Any = SimpleNamespace(archive=archive.path, without_changed=without_changed)
    return gpu.take(asked, root)


def everything(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_outputs_stamps_and_figures_are_taken_in(archive: Archive, tree: Any) -> None:
    archive.write()
    assert take(archive, tree.root) == 0
    assert (tree.root / "snippets/area/add.cuda.out").read_text("utf-8") == ON_GPU
    assert (tree.root / "benchmarks/gpu_size.out").read_text("utf-8") == FIGURES
    program = snippets.read(tree.root / "snippets/area/add.py")
    stamps = Stamps(tree.root / "snippets")
    assert stamps.valid(program, "cuda") == archive.index["programs"]["area/add"]["stamp"]
    assert stamps.valid(program, "cpu")


def test_what_the_release_and_not_the_gpu_prints_otherwise_is_no_output_of_a_gpu(
    archive: Archive, tree: Any
) -> None:
    archive.add("cpu/area/add.out", ON_GPU)
    archive.write()
    assert take(archive, tree.root) == 0
    assert not (tree.root / "snippets/area/add.cuda.out").exists()
    archive.files.pop("cpu/area/add.out"), archive.index["files"].pop("cpu/area/add.out")
    archive.index["programs"]["area/add"]["stamp"]["torch"] = "2.11.0+cu130"  # nobody knows
    archive.write()
    assert take(archive, tree.root) == 0
    assert not (tree.root / "snippets/area/add.cuda.out").exists()


def test_a_rehearsal_on_the_cpu_is_checked_and_writes_nothing(
    archive: Archive, tree: Any, capsys: Any
) -> None:
    archive.index["device"] = "cpu"
    archive.write()
    before = everything(tree.root)
    assert take(archive, tree.root) == 0 and everything(tree.root) == before
    assert "a rehearsal on a CPU: all in order, nothing written" in capsys.readouterr().out


def entry(archive: Archive) -> dict[str, Any]:
    return archive.index["programs"]["area/add"]


def truncate(archive: Archive) -> None:
    archive.write()
    archive.path.write_bytes(archive.path.read_bytes()[:-200])


def no_archive(archive: Archive) -> None:
    archive.path.write_text("<html>404</html>")


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (
            lambda a: a.files.update({"outputs/area/add.out": "2.6"}),
            "not the text that was printed",
        ),
        (lambda a: a.files.pop("outputs/area/add.out"), "ran, but its output is missing"),
        (
            lambda a: a.files.update({"../../evil.out": ""}),
            "'../../evil.out' is no name of a result",
        ),
        (lambda a: a.files.update({"/tmp/evil": ""}), "'/tmp/evil' is no name of a result"),
        (
            lambda a: a.files.update({"outputs/area/gone.out": ""}),
            "area/gone.out: not the text that",
        ),
        (lambda a: a.files.pop("benchmarks/gpu_size.out"), "benchmarks/gpu_size.out: is missing"),
        (lambda a: a.index["programs"].update({"../x": entry(a)}), "unknown program '../x'"),
        (
            lambda a: a.write(type=tarfile.SYMTYPE, linkname="/etc/passwd", size=0),
            "not one plain fil",
        ),
        (lambda a: a.add("outputs/area/add.out", "0" * (gpu.LARGEST + 1)), "too large, 1048577 by"),
        (lambda a: a.add("outputs/area/add.out", "# --8<-- [start:a]"), "region 'a' never ends"),
        (lambda a: entry(a).update(how="passed"), "what came of it: 'passed'"),
        (lambda a: entry(a)["stamp"].update(device="<b>x</b>"), "area/add: its stamp is none: dev"),
        (lambda a: entry(a)["stamp"].update(more=1), "area/add: its stamp is none: keys"),
        (lambda a: a.index.pop("programs"), "no run.json as `run` writes it: KeyError('programs')"),
        (lambda a: a.index.update(device="tpu"), "unknown device 'tpu'"),
        (truncate, "not a whole archive"),
        (no_archive, "not a whole archive"),
    ],
)
def test_a_damaged_archive_is_one_line_and_nothing_is_written(
    archive: Archive, tree: Any, capsys: Any, damage: Callable[[Archive], None], line: str
) -> None:
    before = everything(tree.root)
    damage(archive)
    if not archive.path.exists():
        archive.write()
    assert take(archive, tree.root) == 1 and everything(tree.root) == before
    said = capsys.readouterr().err.strip().splitlines()
    assert any(line in one for one in said) and len(said) <= 2, said


def test_a_program_that_has_changed_since_is_not_taken(
    archive: Archive, tree: Any, capsys: Any
) -> None:
    archive.write()
    tree.edit("snippets/area/add.py", "Adds two", "Adds")
    before = everything(tree.root)
    assert take(archive, tree.root) == 1 and everything(tree.root) == before
    assert "area/add: has changed since it was run" in capsys.readouterr().err
    assert take(archive, tree.root, without_changed=True) == 0
    assert not (tree.root / "snippets/area/add.cuda.out").exists()
    assert (tree.root / "benchmarks/gpu_size.out").exists()


# On the pages


def test_a_page_shows_what_a_gpu_printed(archive: Archive, tree: Any) -> None:
    page = (tree.root / "docs/en/add.md").read_text("utf-8")
    assert on_gpu.with_outputs(page, "en", tree.root) == page.rstrip("\n")
    archive.write()
    take(archive, tree.root)
    shown = on_gpu.with_outputs(page, "en", tree.root)
    assert "On a GPU (NVIDIA H100 80GB HBM3, torch 2.13.0):" in shown
    assert shown.index('"area/add.out:add"') < shown.index('"area/add.cuda.out:add"')
    tree.edit("snippets/area/add.py", "Adds two", "Adds")  # that run was of another text
    assert "On a GPU" not in on_gpu.with_outputs(page, "en", tree.root)


def test_an_error_that_needs_a_gpu_waits_for_it_and_then_has_its_message(
    archive: Archive, tree: Any
) -> None:
    for name in ("needs.py", "add.py"):
        tree.edit(f"snippets/area/{name}", ":add]", ":raise]")
    section = '## `no GPU` { #no-gpu }\n\n```python\n--8<-- "area/needs.py:raise"\n```\n'
    path = tree.write("docs/en/add.md", "# Adding { #adding }\n\n" + section)
    assert "none has run it yet" in on_gpu.with_outputs(path.read_text("utf-8"), "en", tree.root)
    assert [e.messages for e in errors.entries(pages.Page(path))] == [["no GPU"]]
    program = snippets.read(tree.root / "snippets/area/needs.py")
    stamps = Stamps(tree.root / "snippets")
    stamps.put("area/needs", "cuda", {"digest": program.digest, **STAMP})
    stamps.write()
    text = ON_GPU.replace(":add]", ":raise]").replace("tensor", "ValueError: tensor")
    tree.write("snippets/area/needs.cuda.out", text)
    assert "none has run" not in on_gpu.with_outputs(path.read_text("utf-8"), "en", tree.root)
    [entry] = errors.entries(pages.Page(path))
    assert entry.messages == ["ValueError: tensor(2.5000, device='cuda:0')"]


MEASURED = """
Before.

!!! info "Measured"

    So large:

    ```{.text .output .measured}
    --8<-- "benchmarks/gpu_size.out:size"
    ```

After.
"""


def test_what_was_not_measured_yet_is_left_out_with_its_caption(tree: Any) -> None:
    path = tree.write("docs/en/add.md", MEASURED)
    assert pages.measured(MEASURED, tree.root).split() == ["Before.", "After."]
    assert (
        blocks.embed_problems(pages.Page(path)) == []
        and pages.blocks(pages.Page(path), tree.root) == []
    )
    tree.write("benchmarks/gpu_size.out", FIGURES)
    assert pages.measured(MEASURED, tree.root) == MEASURED.rstrip("\n")
    tree.write("benchmarks/gpu_size.out", FIGURES.replace("size", "speed"))
    assert pages.measured(MEASURED, tree.root).split() == ["Before.", "After."]


def test_what_no_program_would_measure_is_a_mistake(tree: Any) -> None:
    path = tree.write("docs/en/add.md", MEASURED.replace(":size", ":seize"))
    [fault] = blocks.embed_problems(pages.Page(path))
    assert fault.endswith("add.md:8: gpu_size.py has no function 'seize' that would measure it")


def test_all_that_the_figures_measure_is_shown() -> None:
    shown = {e.region for page in pages.find("en") for e in page.embeds if e.waits}
    source = (ROOT / "benchmarks/gpu_figures.py").read_text("utf-8")
    parts = source.partition("for part in (")[2].partition(")")[0].split(", ")
    assert shown == set(parts)
