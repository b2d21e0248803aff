"""dev.py: what it installs and when, and its messages when something goes wrong."""

import ast
import importlib.metadata
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


def run(*arguments: str, root: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """more: of the environment."""
    command, env = [sys.executable, str(root / "dev.py"), *arguments], {**ENVIRONMENT, **more}
    return subprocess.run(
        command, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL
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


def test_a_link_to_another_environment_is_not_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "theirs")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    with pytest.raises(SystemExit, match="delete the link"):
        dev.make_venv()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a real .venv whose set-up was killed once and then finished by a second run."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "dev.py", root)
    (root / "requirements.txt").touch()
    (root / "atlas").mkdir()
    (root / "atlas/record.py").write_text("print('recorded')")

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
    for name in ("dev.py", "requirements.txt"):
        shutil.copy(project / name, tmp_path)
    command = [sys.executable, tmp_path / "dev.py", "record"]
    made = subprocess.Popen(
        command,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a job in the background of a script ignores Ctrl-C, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
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
    before = (project / ".venv/dev-stamp.txt").read_text()
    with (project / "requirements.txt").open("a") as file:
        file.write("# changed\n")
    run("record", root=project)
    assert (project / ".venv/dev-stamp.txt").read_text() != before


def recreates(root: Path) -> bool:
    """Whether the next run would delete .venv and make another."""
    pretend = "import dev; dev.make_venv = lambda: exit('recreated'); dev.set_up()"
    command = [sys.executable, "-c", pretend]
    done = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True)
    return done.stderr == "recreated\n"


def test_a_moved_or_broken_venv_is_recreated(project: Path) -> None:
    run("record", root=project)
    assert not recreates(project)
    moved = project.rename(project.with_name("moved"))
    assert recreates(moved)
    moved.rename(project)
    assert not recreates(project)
    python = project / dev.PYTHON.relative_to(ROOT)
    aside = python.rename(python.with_name("aside"))
    assert recreates(project)
    aside.rename(python)


def test_a_failed_installation_says_so_in_one_line_and_leaves_no_stamp(project: Path) -> None:
    wanted = (project / "requirements.txt").read_text()
    (project / "requirements.txt").write_text("no-such-package==1 --hash=sha256:" + 64 * "0")
    done = run("build", root=project)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("dev.py: set-up failed")
    assert "Traceback" not in done.stderr
    assert not (project / ".venv/dev-stamp.txt").exists()
    (project / "requirements.txt").write_text(wanted)


def test_a_release_that_a_constraint_forbids_says_how_to_lift_it(
    project: Path, tmp_path: Path
) -> None:
    limit = tmp_path / "constraints.txt"
    limit.write_text("pip<1")
    done = run("build", root=project, PIP_CONSTRAINT=str(limit), TORCH_VERSION="0.0.1")
    last = done.stderr.splitlines()[-1]
    assert f"{limit} limits it: PIP_CONSTRAINT={os.devnull} lifts that." in last


COMPILED = """\
# The first lines of requirements.txt.
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:1111
    # via -r requirements.in
nvidia-nccl-cu13==2.29 ; sys_platform == 'linux' \\
    --hash=sha256:2222
pip==26.3 \\
    --hash=sha256:3333
torch==2.13.0 \\
    --hash=sha256:4444 \\
    --hash=sha256:5555
torchdata==0.11.0 \\
    --hash=sha256:6666
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What dev.py installs from COMPILED: the arguments for pip, a file as the names in it."""

    def install(gpu: bool, version: str = "", index: str = "", cpu_index: str = "") -> list[str]:
        (tmp_path / "requirements.txt").write_text(COMPILED)
        called: list[str] = []

        def pip(*arguments: object) -> None:
            texts = [a.read_text() if isinstance(a, Path) else str(a) for a in arguments]
            if "-r" in texts:
                assert "--require-hashes" in texts and "--no-deps" in texts
                assert texts[-1].count("==") <= texts[-1].count("--hash=sha256:")
                texts = re.findall(r"^[\w-]+(?===)", texts[-1], re.MULTILINE)
            called.append(" ".join(texts))

        monkeypatch.setattr(dev, "REQUIREMENTS", tmp_path / "requirements.txt")
        (tmp_path / ".venv").mkdir()
        monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
        monkeypatch.setattr(dev, "TORCH_VERSION", version)
        monkeypatch.setattr(dev, "TORCH_INDEX", index)
        monkeypatch.setattr(dev, "has_gpu", lambda: gpu)
        monkeypatch.setattr(dev, "torch_index", lambda torch: index or cpu_index)
        monkeypatch.setattr(dev, "pip", pip)
        monkeypatch.setattr(sys, "platform", "linux")
        dev.install()
        return called

    return install


def test_with_a_gpu_all_is_installed_as_pinned(installed) -> None:
    assert installed(gpu=True) == ["numpy nvidia-nccl-cu13 pip torch torchdata"]


def test_without_a_gpu_torch_is_the_cpu_build(installed) -> None:
    assert installed(gpu=False, cpu_index="there") == [
        "pip",
        "--no-deps torch==2.13.0 --index-url there",
        "numpy pip torchdata",
    ]


def test_another_torch_brings_what_it_needs(installed) -> None:
    assert installed(gpu=True, version="2.6.0", index="here") == [
        "pip",
        "--no-deps torch==2.6.0 --index-url here",
        "numpy pip torchdata",
        "-qq torch --extra-index-url here",
    ]


def names(file: str) -> dict[str, str]:
    """The packages that a requirements file pins, with their versions."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


def test_requirements_txt_is_compiled_from_requirements_in_as_dependabot_expects() -> None:
    text = dev.REQUIREMENTS.read_text(encoding="utf-8")
    command = "uv pip compile --universal --python-version 3.11 --generate-hashes"
    assert f"#    {command} --output-file requirements.txt requirements.in\n" in text
    assert "://" not in text, "it must not name an index"
    assert names("requirements.in").items() <= names("requirements.txt").items()
    packages = re.findall(r"^\w.*(?:\n\s.*)*", text, re.MULTILINE)
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def imports(tree: ast.Module) -> set[str]:
    """The top-level modules that a file imports, but for the standard library's."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return {name.split(".")[0] for name in found} - sys.stdlib_module_names


def test_every_import_is_declared() -> None:
    """In requirements.in, or in the docstring of the one script that needs it."""
    micropython = {"deflate"}  # in the browser, where explorer/checkpoint.py runs on it
    others = {"docs", "site", "snippets"}  # a snippet declares its own, a page shows snippets
    files = [p for p in ROOT.rglob("*.py") if p.relative_to(ROOT).parts[0] not in others]
    files = [p for p in files if not p.relative_to(ROOT).parts[0].startswith(".")]
    own = {p.relative_to(ROOT).parts[0].removesuffix(".py") for p in files}
    distributions = importlib.metadata.packages_distributions()
    undeclared = []
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        declared = set(re.findall("([a-z0-9-]+)==", ast.get_docstring(tree) or ""))
        declared |= set(names("requirements.in"))
        for module in imports(tree) - own - micropython:
            of = distributions.get(module, [module])
            if not {re.sub("[-_.]+", "-", name).lower() for name in of} & declared:
                undeclared.append(f"{file.relative_to(ROOT)}: {module}, of {' or '.join(of)}")
    assert undeclared == []


def test_ci_runs_the_command_that_the_readme_names() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert any(re.search(r"^python3? dev\.py test\b", block, re.MULTILINE) for block in blocks)
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == 'exec "$python" dev.py test'
    assert os.access(ROOT / ".ci/run", os.X_OK) or os.name == "nt"
