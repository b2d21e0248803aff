"""Promise: every snippet runs, by itself, and prints what is recorded."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from atlas import check, snippets
from atlas.record import Stamps, chosen, problem, recorded, same
from atlas.runner import Run, Runner
from atlas.snippets import ROOT, SnippetError

PROGRAMS = snippets.find()
NAMES = [snippets.name_of(path) for path in PROGRAMS]
SEED = 4


@pytest.mark.parametrize("path", PROGRAMS, ids=NAMES)
def test_prints_what_is_recorded(path: Path, run_of: Callable[[Path], Run]) -> None:
    try:
        run = run_of(path)
    except SnippetError as error:
        pytest.fail(str(error), pytrace=False)
    if found := problem(run):
        pytest.fail(found, pytrace=False)
    if run.skipped:
        pytest.skip(run.skipped)


def test_every_program_has_its_stamp_and_every_output_its_program() -> None:
    found = check.program_problems() + check.leftovers()
    assert not found, "\n".join(found)


# The checks themselves, on programs that are broken on purpose.


def run(path: Path, **settings) -> Run:
    return Runner("cpu", SEED).run(replace(snippets.read(path), **settings))


def test_a_good_program_passes(made_up) -> None:
    assert problem(run(made_up.root / "snippets/area/add.py")) == ""


def test_a_stale_output_is_seen(made_up) -> None:
    made_up.edit("snippets/area/add.out", "2.5000", "2.6000")
    found = problem(run(made_up.root / "snippets/area/add.py"))
    assert "add.out:3" in found and "python dev.py record area/add" in found


def test_a_false_assert_is_seen_with_its_line(made_up) -> None:
    path = made_up.edit("snippets/area/add.py", "assert total == 2.5", "assert total == 3")
    found = problem(run(path))
    assert "AssertionError" in found and "line 13" in found


def test_a_warning_that_the_metadata_does_not_name_is_an_error(made_up) -> None:
    noisy = "import warnings\nimport torch\n\nwarnings.warn('old call')"
    path = made_up.edit("snippets/area/add.py", "import torch", noisy)
    error = run(path).error
    assert error.startswith("warns of 'old call': avoid it, or name it in the metadata: warns = [")
    assert "add.py" in error and "warnings.warn('old call')" in error
    assert run(path, warns=("old call",)).error == ""


def test_a_warning_that_no_longer_comes_must_not_be_named(made_up) -> None:
    path = made_up.root / "snippets/area/add.py"
    assert "never warned 'old call'" in problem(run(path, warns=("old call",)))


def test_a_warning_of_another_torch_need_not_come(made_up) -> None:
    path = made_up.root / "snippets/area/add.py"
    made_up.write("snippets/verified.json", '{"area/add": {"cpu": {"torch": "99.1.0"}}}')
    assert problem(run(path, warns=("old call",))) == ""


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ("simplefilter", "warnings.simplefilter('ignore')"),
        ("simplefilter", "from warnings import simplefilter"),
        ("action", "silence = warnings.catch_warnings(action='ignore')"),
    ],
)
def test_a_program_cannot_hide_its_warnings(made_up, how: str, line: str) -> None:
    hiding = f"import warnings\nimport torch\n\n{line}"
    path = made_up.edit("snippets/area/add.py", "import torch", hiding)
    with pytest.raises(SnippetError, match=rf"add\.py:11: {how} hides warnings"):
        snippets.read(path)


def test_output_that_depends_on_an_unset_seed_is_seen(made_up) -> None:
    path = made_up.edit("snippets/area/add.py", "torch.tensor(1.5) + 1", "torch.rand(())")
    path = made_up.edit("snippets/area/add.py", "total == 2.5", "total < 1")
    first = Runner("cpu", 0).run(snippets.read(path)).output
    assert not same(first, run(path).output)


def test_a_program_left_out_without_need_is_an_error(made_up) -> None:
    found = problem(run(made_up.root / "snippets/area/add.py", requires=("cuda",)))
    assert "says that it needs cuda" in found and "yet it runs" in found


def test_a_program_that_cannot_run_here_is_left_out_with_its_reason(made_up) -> None:
    path = made_up.edit("snippets/area/add.py", "torch.tensor(1.5)", "torch.tensor(1.5).cuda()")
    left_out = run(path, requires=("cuda",))
    assert left_out.skipped == "needs cuda, which this machine does not offer"
    path = made_up.edit("snippets/area/add.py", "torch>=2.6", "torch>=99.1")
    assert run(path).skipped.startswith("needs torch>=99.1, here is 2.")


def test_a_program_that_hangs_is_killed(made_up) -> None:
    endless = "import time\n\nimport torch\n\ntime.sleep(60)"
    path = made_up.edit("snippets/area/add.py", "import torch", endless)
    assert "killed after 1 s" in run(path, timeout=1).error


def test_a_program_that_dies_is_seen(made_up) -> None:
    path = made_up.edit("snippets/area/add.py", "import torch", "import os\n\nos._exit(3)")
    assert "died with exit code 3" in run(path).error


def test_text_belongs_to_the_region_that_called_for_it(made_up) -> None:
    helper = "# --8<-- [start:help]\ndef say():\n    print('hi')\n# --8<-- [end:help]\n\n"
    start = "# --8<-- [start:add]"
    path = made_up.edit("snippets/area/add.py", start, helper + start)
    path = made_up.edit("snippets/area/add.py", "print(total)", "say()")
    assert "[start:add]\nhi\n" in run(path).output and "start:help" not in run(path).output


TWO_AFTER_ONE = "# [tool.atlas]\n# processes = [1, 2]\n# ///\n\n"


def test_a_program_is_started_once_for_each_number_of_processes(made_up) -> None:
    both = (
        "import os\nfrom pathlib import Path\n\n"
        "kept = sorted(p.name for p in Path().iterdir())\n"
        "print('rank', os.environ['RANK'], 'of', os.environ['WORLD_SIZE'], *kept)\n"
        "Path('from-' + os.environ['WORLD_SIZE']).touch()"
    )
    path = made_up.edit("snippets/area/add.py", "print(total)", both)
    path = made_up.edit("snippets/area/add.py", "# ///\n\n", TWO_AFTER_ONE)
    output = run(path).output
    commands = [f"$ torchrun --nproc-per-node={n} snippets/area/add.py\n" for n in (1, 2)]
    assert output.startswith("".join(commands))
    assert "rank 0 of 1\nrank 0 of 2 from-1" in output and "rank 1 of 2" in output


def test_a_start_that_fails_is_the_last_and_its_error_is_seen(made_up) -> None:
    count = (
        "import os\nfrom pathlib import Path\n\nassert not Path('seen').exists(), 'second'\n"
        "Path('seen').touch()\nprint('start', os.environ['WORLD_SIZE'])"
    )
    path = made_up.edit("snippets/area/add.py", "print(total)", count)
    failed = run(path, processes=(1, 1, 1))
    assert "AssertionError: second" in failed.error and failed.output.count("start 1") == 1


def test_a_program_has_an_empty_folder_and_a_clean_main_of_its_own(made_up) -> None:
    alone = (
        "from pathlib import Path\n\nimport sys\n\nimport torch\n\n"
        "assert not list(Path().iterdir()) and sys.modules['__main__'].Path is Path"
    )
    path = made_up.edit("snippets/area/add.py", "import torch", alone)
    assert run(path).error == "" and run(path, fresh=True).error == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"""Adds two numbers."""', "", "add.py:1: begin with a docstring"),
        ("# ///\n", "", "needs its metadata"),
        ("torch>=2.6", "torch", 'needs dependencies with "torch>='),
        ("# ///\n\n", "# [tool.atlas]\n# fersh = true\n# ///\n\n", "did you mean 'fresh'?"),
        ("# ///\n\n", "# [tool.atlas]\n# fresh = 1\n# ///\n\n", "fresh = 1: write it as bool"),
        ("# ///\n\n", "# [tool.altas]\n# fresh = true\n# ///\n\n", "unknown metadata 'altas'"),
        ("# dependencies", "# dependancies", "did you mean 'dependencies'?"),
        ("assert total == 2.5", "", "add.py:1: has no assert"),
        ("assert total == 2.5", "\n" * 80 + "assert total", "more than 80: cut it into two"),
        ("# ///\n\n", "# [tool.atlas]\n# long = 'x'\n# ///\n\n", "take `long` out"),
        ("# ///\n\n", '# [tool.atlas]\n# requires = ["tpu"]\n# ///\n\n', "unknown requires 'tpu'"),
        ("[end:add]", "[end:sum]", "region 'sum' ends but is not open"),
        ("# --8<-- [end:add]\n", "", "add.py:7: region 'add' never ends"),
        ("total = ", "total == = ", "add.py:10: not Python"),
    ],
)
def test_a_program_that_cannot_be_read_says_where_and_why(made_up, old, new, message) -> None:
    path = made_up.edit("snippets/area/add.py", old, new)
    with pytest.raises(SnippetError) as caught:
        snippets.read(path)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        ("loss 0.51234", "loss 0.51239", True),
        ("loss 0.51", "loss 0.52", False),
        ("loss 1e-09", "loss 2e-09", True),
        ("epoch 3", "epoch 4", False),
        ("-0.5000", "0.5000", False),
        ("Missing key", "missing key", False),
        ("tensor(nan)", "tensor(1.0)", False),
    ],
)
def test_only_the_last_digits_of_decimals_are_forgiven(a: str, b: str, equal: bool) -> None:
    assert same(a, b) is equal


def test_what_varies_is_named_and_the_rest_still_compared() -> None:
    assert same("torch 2.13.0, ok", "torch 2.14.1, ok", (r"torch [\d.]+",))
    assert not same("torch 2.13.0, ok", "torch 2.14.1, no", (r"torch [\d.]+",))


def test_a_stamp_is_of_one_text_only(made_up) -> None:
    path = made_up.root / "snippets/area/add.py"
    good, stamps = run(path), Stamps(made_up.root / "snippets")
    stamps.add(good, "cpu", {"torch": "2.13.0", "python": "3.11.7", "cpu": "some CPU"})
    stamps.write()
    assert Stamps(made_up.root / "snippets").valid(snippets.read(path), "cpu")
    made_up.edit("snippets/area/add.py", "Adds two numbers.", "Adds numbers.")
    assert not Stamps(made_up.root / "snippets").valid(snippets.read(path), "cpu")


def test_two_recordings_at_a_time_lose_nothing(made_up) -> None:
    folder, machine = made_up.root / "snippets", {"torch": "2.13.0", "python": "3.11.7"}
    done = run(folder / "area/add.py")
    one, other = Stamps(folder), Stamps(folder)
    one.add(done, "cpu", machine | {"cpu": "some CPU"})
    other.add(done, "cuda", machine | {"cuda": "some GPU"})
    one.write()
    other.write()
    assert list(Stamps(folder).entries["area/add"]) == ["cpu", "cuda"]


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGINT to send to a child")
def test_an_interrupted_recording_keeps_what_it_has(made_up) -> None:
    slow = "import time\n\ntime.sleep(0.5)\n"
    added = (made_up.root / "snippets/area/add.py").read_text("utf-8") + slow
    for n in range(40):
        (made_up.root / f"snippets/area/slow{n:02}.py").write_text(added, "utf-8")
    shutil.copytree(ROOT / "atlas", made_up.root / "atlas")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "atlas.record"],
        cwd=made_up.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a job in the background of a script ignores Ctrl-C, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "interrupted: what is recorded so far is kept\n"
    assert first.split()[1] in Stamps(made_up.root / "snippets").entries


def test_an_older_torch_may_not_print_something_else_unsaid(made_up) -> None:
    path = made_up.edit("snippets/area/add.out", "2.5000", "2.6000").with_suffix(".py")
    stamps = Stamps(made_up.root / "snippets")
    stamps.add(run(path), "cpu", {"torch": "99.1.0", "python": "3.11.7", "cpu": "some CPU"})
    stamps.write()
    assert "prints something else than on 99.1.0" in problem(run(path))


def test_a_program_never_recorded_is_seen(made_up) -> None:
    (made_up.root / "snippets/area/add.out").unlink()
    done = run(made_up.root / "snippets/area/add.py")
    assert not recorded(done.snippet) and "was never recorded" in problem(done)


@pytest.mark.parametrize(
    "given",
    [
        "area/add",
        "area/add.py",
        "snippets/area/add.py",
        "./snippets/area/add.out",
        "area/add.cuda.out",
    ],
)
def test_a_program_may_be_named_by_its_files(given: str) -> None:
    assert chosen([given], ["area/add", "area/sub"]) == ({"area/add"}, set())


def test_a_notebook_may_be_named_too() -> None:
    for given in ("notebooks/classifier", "docs/zh/notebooks/classifier.ipynb"):
        assert chosen([given], []) == (set(), {"notebooks/classifier"})


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("area/ad", "did you mean 'area/add'?"),
        ("add", "did you mean 'area/add'?"),
        ("save-load/x", "unknown program or notebook 'save-load/x'"),
    ],
)
def test_an_unknown_name_gets_a_suggestion(given: str, advice: str) -> None:
    with pytest.raises(LookupError, match=re.escape(advice)):
        chosen([given], ["area/add", "area/sub"])
