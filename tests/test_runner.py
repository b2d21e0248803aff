"""Promise: a run proves itself. It is a reader's run, no result is no success, and nothing stays
behind: no process, no folder, no change of another file.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from atlas import snippets
from atlas.runner import Run, Runner
from atlas.snippets import ROOT, SnippetError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of every process")
ASSERT = "assert total == 2.5"


def run(path: Path, **settings) -> Run:
    return Runner("cpu", 4).run(replace(snippets.read(path), **settings))


def gone(pid: int) -> bool:
    """Whether a process has ended, or is only waiting to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def within(seconds: float, true: Callable[[], bool]) -> bool:
    last = time.monotonic() + seconds
    while not true() and time.monotonic() < last:
        time.sleep(0.05)
    return true()


# A reader's run


def test_the_warning_filters_are_those_of_python_itself(made_up) -> None:
    plain = (
        "import warnings\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    for _ in range(2):\n"
        "        warnings.warn('once a line')\n"
        "        exec('import warnings; warnings.warn(\"new\", DeprecationWarning)', {})\n"
        "assert [str(w.message) for w in caught] == ['once a line']\n"
    )
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{ASSERT}\n{plain}")
    for fresh in (False, True):
        assert "warns of 'once a line'" in run(path, fresh=fresh).error
        assert "warns of 'new'" in run(path, fresh=fresh, warns=("once",)).error
        assert run(path, fresh=fresh, warns=("once", "new")).error == ""


def test_what_newer_python_says_of_any_fork_is_no_fault(made_up) -> None:
    warn = (
        "import warnings\n"
        "said = 'This process (pid=7) is multi-threaded, use of fork() may lead to deadlocks'\n"
        "warnings.warn(said, DeprecationWarning)\n"
    )
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{ASSERT}\n{warn}")
    assert run(path).error == ""


def test_a_program_may_record_what_python_hides_but_hide_nothing(made_up) -> None:
    recorded = (
        "import warnings\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        "    warnings.warn('old', PendingDeprecationWarning)\n"
        "assert len(caught) == 1\n"
    )
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{ASSERT}\n{recorded}")
    assert run(path).error == ""
    made_up.edit("snippets/area/add.py", "(record=True)", "()")
    with pytest.raises(SnippetError, match="simplefilter hides warnings"):
        snippets.read(path)


# No result, no success


@pytest.mark.parametrize(
    ("leaving", "error"),
    [
        ("import sys\nsys.exit()", "leaves early: SystemExit(None)"),
        ("import sys\nsys.exit(0)", "leaves early: SystemExit(0)"),
        ("import os\nos._exit(0)", "gave no result"),
        ("import os\nos._exit(3)", "died with exit code 3"),
        ("import os\nos.kill(os.getpid(), 9)", "died with exit code -9"),
        (
            "try:\n    raise ValueError\n    assert total\nexcept ValueError:\n    pass",
            "in line 15",
        ),
        ("if total == 1:\n    assert total == 1", "without having got to its assert in line 14"),
    ],
)
def test_leaving_before_the_asserts_is_a_failure(made_up, leaving: str, error: str) -> None:
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{leaving}\n{ASSERT}")
    assert error in run(path).error


def test_one_of_two_ranks_that_leaves_early_is_seen_and_so_is_a_new_interpreter(made_up) -> None:
    leaving = "import os\nos.environ['RANK'] == '1' and os._exit(0)"
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{leaving}\n{ASSERT}")
    assert "gave no result" in run(path, processes=(2,)).error
    made_up.edit("snippets/area/add.py", "os.environ['RANK'] == '1' and ", "")
    assert "gave no result" in run(path, fresh=True).error


def test_an_assert_that_one_rank_gets_to_is_enough(made_up) -> None:
    one = f"import os\nif os.environ['RANK'] == '0':\n    {ASSERT}"
    path = made_up.edit("snippets/area/add.py", ASSERT, one)
    assert run(path, processes=(2,)).error == ""


# Nothing stays behind

LEAVE_CHILDREN = """
import subprocess, sys, time
wait = [sys.executable, "-c", "import time; time.sleep(600)"]
child = subprocess.Popen(wait, start_new_session=True, stdout=-3)
again = f"subprocess.Popen({wait}, start_new_session=True, stdout=-3)"
parent = f"import subprocess; print({again}.pid)"
orphan = subprocess.check_output([sys.executable, "-c", parent], text=True)
"""


@LINUX
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ({}, ""),
        ({"timeout": 5}, "time.sleep(600)"),
        ({"fresh": True}, ""),
        ({"processes": (1,)}, ""),
    ],
)
def test_children_end_with_their_program(made_up, start, end, tmp_path) -> None:
    said = tmp_path / "pids"
    said.touch()
    tell = f"open({str(said)!r}, 'w').write(f'{{child.pid}} {{orphan}}')"
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{ASSERT}{LEAVE_CHILDREN}{tell}\n{end}")
    assert ("killed after 5 s" in run(path, **start).error) == bool(end)
    pids = [int(pid) for pid in said.read_text().split()]
    assert len(pids) == 2 and all(map(gone, pids))


@LINUX
@pytest.mark.parametrize(
    ("start", "change"),
    [
        ({"fresh": True}, "Path(target).write_text('')"),
        ({}, "Path(target).unlink()"),
        ({}, "Path(target).with_name('new.out').touch()"),
        ({}, "os.replace('made', target)"),
        ({}, "torch.save(total, target)"),
        ({}, "subprocess.run(['sh', '-c', f'echo > {target}'], check=True)"),
    ],
)
def test_a_program_cannot_change_another_file_of_the_project(made_up, change, start) -> None:
    record = made_up.write("snippets/verified.json", "{}")
    lines = (
        "import os, subprocess\nfrom pathlib import Path\n"
        f"target = {str(record)!r}\nopen('made', 'w').close()\n"
    )
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{lines}{change}\n{ASSERT}")
    error = run(path, **start).error
    if not can_protect():
        pytest.skip("this Linux has no Landlock that can")
    assert "line 17" in error and "rror" in error
    assert record.read_text() == "{}" and not record.with_name("new.out").exists()


def can_protect() -> bool:
    import ctypes

    return bool(ctypes.CDLL(None).syscall(444, None, 0, 1) >= 3)


@pytest.mark.parametrize(
    ("start", "forever"),
    [
        ({}, "print('x' * 100)"),
        ({}, "os.write(1, b'x' * 100)"),
        ({"fresh": True}, "os.write(2, b'x' * 100)"),
    ],
)
def test_a_program_that_prints_without_end_is_ended(made_up, forever, start) -> None:
    lines = f"import os\nwhile True:\n    {forever}\n"
    path = made_up.edit("snippets/area/add.py", ASSERT, f"{lines}{ASSERT}")
    begin = time.monotonic()
    error = run(path, **start).error
    assert "prints more than 1,000,000 characters" in error.splitlines()[0]
    assert len(error) < 25_000 and time.monotonic() - begin < 50


@LINUX
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_recorder_that_is_stopped_leaves_no_process_and_no_folder(made_up, how, tmp_path) -> None:
    # a socket's path has at most 107 letters: this folder cannot be one of pytest's
    temporary, said = Path(tempfile.mkdtemp(prefix="t")), tmp_path / "pids"
    said.touch()
    tell = f"open({str(said)!r}, 'a').write(f'{{os.getpid()}} {{child.pid}} {{orphan}}')"
    endless = f"{ASSERT}{LEAVE_CHILDREN}import os\n{tell}\ntime.sleep(600)"
    made_up.edit("snippets/area/add.py", ASSERT, endless)
    shutil.copytree(ROOT / "atlas", made_up.root / "atlas")
    recorder = subprocess.Popen(
        [sys.executable, "-m", "atlas.record"],
        cwd=made_up.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
        # a job in the background of a script ignores Ctrl-C, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert within(120, lambda: len(said.read_text().split()) == 3)  # it imports torch first
    begin = time.monotonic()
    recorder.send_signal(getattr(signal, how))
    recorder.wait(10)
    assert time.monotonic() - begin < 2
    if how == "SIGINT":
        assert recorder.stderr.read() == "interrupted: what is recorded so far is kept\n"
    pids = [int(pid) for pid in said.read_text().split()]
    assert within(5, lambda: all(map(gone, pids)))
    assert within(5, lambda: {p.name[:13] for p in temporary.iterdir()} <= {"torchinductor"})
    shutil.rmtree(temporary)
