"""dev.py keeps its word: what it sets up, when it sets up nothing, and what it says goes wrong."""

import ast
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parents[1]
# No test may reach an index: the folders set up here ask for no packages.
ENVIRONMENT = {**os.environ, "PIP_NO_INDEX": "1", "TORCH_VERSION": "", "TORCH_INDEX_URL": ""}


def run(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "dev.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=ENVIRONMENT, stdin=subprocess.DEVNULL
    )


def test_without_a_command_it_shows_its_usage() -> None:
    done = run()
    assert done.returncode == 2
    assert "python dev.py serve" in done.stderr


def test_an_unknown_command_gets_a_suggestion() -> None:
    done = run("tset")
    assert done.returncode == 2
    assert done.stderr.startswith("dev.py: no command 'tset'. Did you mean test?")
    assert done.stderr.count("\n") == 1


def test_an_old_python_is_told_so_in_one_line() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    pretend = "import runpy, sys; sys.version_info = (3, 8, 0); runpy.run_path('dev.py')"
    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.fullmatch(r"dev\.py: needs Python 3\.\S+ or newer, this is 3\.8\.0\.\n", done.stderr)


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"dev.py: port {port} is taken")
    assert "python dev.py serve --port 8001" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv"):
        dev.make_venv()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a real .venv whose set-up was killed once and then finished by a second run."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "dev.py", root)
    (root / "requirements.txt").touch()
    (root / "requirements.lock").touch()
    (root / "tools").mkdir()
    (root / "tools/record.py").write_text("print('recorded')")

    command = [sys.executable, root / "dev.py", "record"]
    first = subprocess.Popen(command, env=ENVIRONMENT, start_new_session=True)
    deadline = time.monotonic() + 30
    while not (root / ".venv/pyvenv.cfg").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    if os.name == "nt":
        first.kill()
    else:  # with all its children, as when the power fails
        os.killpg(first.pid, signal.SIGKILL)
    first.wait()

    second = run("record", root=root)
    assert "Setting up" in second.stdout
    assert second.stdout.endswith("recorded\n"), second
    return root


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process group")
@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_an_interrupted_set_up_says_so_in_one_line(
    project: Path, tmp_path: Path, seconds: float
) -> None:
    for name in ("dev.py", "requirements.txt", "requirements.lock"):
        shutil.copy(project / name, tmp_path)
    command = [sys.executable, tmp_path / "dev.py", "record"]
    made = subprocess.Popen(
        command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / ".venv/pyvenv.cfg").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(seconds)
    os.killpg(made.pid, signal.SIGINT)  # as the terminal does at Ctrl-C
    _, said = made.communicate(timeout=30)
    assert made.returncode == 1
    assert said == "dev.py: the set-up was interrupted: the same command again repairs it.\n"
    assert not (tmp_path / ".venv/dev-stamp.txt").exists()


def test_a_further_run_sets_up_nothing(project: Path) -> None:
    before = (project / ".venv/dev-stamp.txt").stat().st_mtime_ns
    began = time.monotonic()
    assert run("record", root=project).stdout == "recorded\n"
    assert time.monotonic() - began < 2
    assert (project / ".venv/dev-stamp.txt").stat().st_mtime_ns == before


def test_a_changed_requirements_file_is_noticed(project: Path) -> None:
    for name in ("requirements.txt", "requirements.lock"):
        before = (project / ".venv/dev-stamp.txt").read_text()
        with (project / name).open("a") as file:
            file.write("# changed\n")
        run("record", root=project)
        assert (project / ".venv/dev-stamp.txt").read_text() != before


def makes_anew(root: Path) -> bool:
    """Whether the next run would make .venv from nothing."""
    pretend = "import dev; dev.make_venv = lambda: exit('made anew'); dev.set_up()"
    command = [sys.executable, "-c", pretend]
    done = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True)
    return done.stderr == "made anew\n"


def test_a_moved_or_broken_venv_is_made_anew(project: Path) -> None:
    run("record", root=project)
    assert not makes_anew(project)
    moved = project.rename(project.with_name("moved"))
    assert makes_anew(moved)
    moved.rename(project)
    assert not makes_anew(project)
    python = project / dev.PYTHON.relative_to(ROOT)
    aside = python.rename(python.with_name("aside"))
    assert makes_anew(project)
    aside.rename(python)


def test_a_failed_installation_ends_in_one_line_and_is_not_taken_for_done(project: Path) -> None:
    wanted = (project / "requirements.txt").read_text()
    (project / "requirements.txt").write_text("no-such-package-can-be-had")
    done = run("build", root=project)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("dev.py: set-up failed")
    assert "Traceback" not in done.stderr
    assert not (project / ".venv/dev-stamp.txt").exists()
    (project / "requirements.txt").write_text(wanted)


def test_every_pin_stands_in_the_lock() -> None:
    lock = dev.LOCK.read_text(encoding="utf-8")
    assert "#    python dev.py lock\n" in lock
    assert "://" not in lock
    locked = set(re.findall(r"^([a-z0-9-]+==[^\s;]+)", lock, re.MULTILINE))
    asked = set(re.findall(r"^([A-Za-z0-9-]+==\S+)", dev.REQUIREMENTS.read_text(), re.MULTILINE))
    assert asked - locked == {pin for pin in asked if pin.startswith("torch==")}
    assert not [pin for pin in locked if re.match("torch==|triton==|nvidia-|cuda-", pin)]


def test_ci_runs_the_command_that_the_readme_names() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert any(re.search(r"^python3? dev\.py test\b", block, re.MULTILINE) for block in blocks)
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == 'exec "$python" dev.py test'
    assert os.access(ROOT / ".ci/run", os.X_OK) or os.name == "nt"
