"""Work on this site. Each command first sets up .venv, if that is needed.

  python dev.py serve [--port N]      the site on this machine, built again on each change
  python dev.py check                 what can be checked in seconds, without torch and browser
  python dev.py fix                   let ruff put right what it can, and format
  python dev.py test [pytest's own]   all checks; with arguments: pytest alone, with these
  python dev.py build                 the site as files, in site/
  python dev.py record [NAME ...]     run the programs, write down what they print, draw diagrams
  python dev.py gpu take ARCHIVE      take home what a borrowed GPU ran: python -m atlas.gpu run
  python dev.py diagrams [--all]      draw the diagrams that are new or have changed
  python dev.py plots [NAME ...]      draw the plots again
  python dev.py cards                 draw the pictures that links to a page show
  python dev.py screenshots           take the README's pictures of the built site
  python dev.py vendor [--check]      renew the site's own copies of others' scripts
  python dev.py lock [--upgrade]      compile requirements.txt after a change to requirements.in

In the environment, TORCH_VERSION (2.6.0, newest or nightly) replaces the pinned torch, and
TORCH_INDEX_URL says where a torch that is not yet installed comes from. With a release,
record --check writes what it makes of the programs into snippets/releases.json.
"""

import argparse
import contextlib
import ctypes
import difflib
import functools
import hashlib
import importlib.util
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:  # an old Python gets here only if it can parse the whole file
    wanted_and_here = (*MINIMUM, *sys.version_info[:3])
    sys.exit("dev.py: needs Python {}.{} or newer, this is {}.{}.{}.".format(*wanted_and_here))

WINDOWS = os.name == "nt"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "dev-stamp.txt"  # written last: without it, the set-up was not finished
REQUIREMENTS = ROOT / "requirements.txt"  # compiled from requirements.in
OF_TORCH = re.compile(r"(torch|triton|cuda-\S+|nvidia-\S+)==")  # the CUDA build and what it needs
TORCH_VERSION = os.environ.get("TORCH_VERSION", "")
TORCH_INDEX = os.environ.get("TORCH_INDEX_URL", "")
PYTORCH = "https://download.pytorch.org/whl"
# No banners about MkDocs 2; UTF-8 on Windows too.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
ENVIRONMENT = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", **os.environ, **QUIET}


def say(text: str) -> None:
    print(text, flush=True)


def fail(text: str) -> None:
    sys.exit(f"dev.py: {text}")


def run(*command: object, apart: bool = False) -> int:
    """Run a program in the project's folder to its end; its exit status.

    apart: Ctrl-C does not reach it, whose traceback would help nobody. It is ended instead.
    """
    # close_fds: children inherit the lock of a set-up, see one_set_up_at_a_time()
    child = subprocess.Popen(
        [*map(str, command)],
        cwd=ROOT,
        env=ENVIRONMENT,
        close_fds=False,
        start_new_session=apart,
        preexec_fn=end_with_parent if sys.platform == "linux" and not apart else None,
    )
    try:
        return child.wait()
    except KeyboardInterrupt:  # unless apart, the child has got it too: let it clear up
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(0 if apart else 10)
        raise
    finally:
        if child.poll() is None:
            if apart and not WINDOWS:
                os.killpg(child.pid, signal.SIGTERM)
            else:
                child.terminate()
            child.wait()


def end_with_parent() -> None:
    """In a child, on Linux: it gets a SIGTERM when this process ends, be it by a SIGKILL."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)


@functools.cache
def set_up() -> None:
    """Make .venv hold what requirements.txt pins, unless it does."""
    wanted = wanted_stamp()
    if finished_stamp() == wanted:
        return
    try:
        with one_set_up_at_a_time():
            before = finished_stamp()
            if before == wanted:  # the set-up that was waited for has done it
                return
            if before[:1] != wanted[:1]:
                make_venv()
            STAMP.unlink(missing_ok=True)
            install()
            STAMP.write_text("\n".join(wanted), encoding="utf-8")
    except KeyboardInterrupt:
        fail("the set-up was interrupted: the same command again repairs it.")


def wanted_stamp() -> list[str]:
    """What identifies a set-up: the place and Python of .venv, and what it was asked to hold."""
    asked = hashlib.sha256(TORCH_VERSION.encode() + REQUIREMENTS.read_bytes())
    return ["{} {}.{}".format(ROOT, *sys.version_info[:2]), asked.hexdigest()]


def finished_stamp() -> list[str]:
    """The stamp of the last set-up; nothing if it was not finished or its Python is gone."""
    try:
        works = subprocess.run([PYTHON, "-I", "-c", "import pip"], capture_output=True)
        return STAMP.read_text(encoding="utf-8").splitlines() if works.returncode == 0 else []
    except OSError:
        return []


@contextlib.contextmanager
def one_set_up_at_a_time() -> Iterator[None]:
    """One set-up at a time. The system keeps the lock until the last process that has it ends, so
    a next run also waits for the pip of a run that was killed."""
    with (ROOT / ".venv.lock").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        if not lock_file(file.fileno()):
            say("Waiting for another set-up of this folder to end.")
            while not lock_file(file.fileno()):
                time.sleep(0.5)
        yield


def lock_file(descriptor: int) -> bool:
    with contextlib.suppress(BlockingIOError, PermissionError):
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def make_venv() -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        fail(f"this Python comes without venv; on Debian and Ubuntu: sudo apt install {package}")
    if VENV.is_symlink():
        fail(f"{VENV} leads to another environment, which a set-up would empty: delete the link.")
    say(f"Setting up {VENV}")
    if run(sys.executable, "-m", "venv", "--clear", VENV, apart=True):
        fail(f"cannot make {VENV}: end the programs that use it, delete it and try again.")


def pip(*arguments: object) -> None:
    # --no-compile: Python compiles a module when it is first imported, and most never are
    if run(PYTHON, "-m", "pip", "install", "--no-compile", *arguments, apart=True):
        asked = subprocess.run(
            [PYTHON, "-m", "pip", "config", "list"], stdout=subprocess.PIPE, env=ENVIRONMENT
        )
        limit = re.search(r"\.constraint='(.+)'", asked.stdout.decode(errors="replace"))
        lift = f"{limit[1]} limits it: PIP_CONSTRAINT={os.devnull} lifts that. " if limit else ""
        fail(
            f"set-up failed, pip says why above. {lift}No network: try again later, or name a "
            "mirror in PIP_INDEX_URL. Changed requirements.in: python dev.py lock"
        )


def install() -> None:
    """What requirements.txt pins, file by file with its hash. Only torch may be another build than
    there: the CPU build on Linux without a GPU, or what TORCH_VERSION and TORCH_INDEX_URL name."""
    pinned = re.findall(r"^\w.*(?:\n\s.*)*", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    torch = [package.split()[0] for package in pinned if package.startswith("torch==")]
    if TORCH_VERSION:
        special = {"newest": ["--upgrade", "torch"], "nightly": ["--upgrade", "--pre", "torch"]}
        torch = special.get(TORCH_VERSION, [f"torch=={TORCH_VERSION}"])
    named = bool(TORCH_VERSION or TORCH_INDEX)
    if torch and (named or (sys.platform == "linux" and not has_gpu())):
        pip_pinned([package for package in pinned if package.startswith("pip==")])
        index = torch_index(torch)
        pip("--no-deps", *torch, *(["--index-url", index] if index else []))
        pinned = [package for package in pinned if not OF_TORCH.match(package)]
    say("Installing requirements.txt")
    pip_pinned(pinned)
    if torch and named:  # such a build may need other things than the pinned one
        pip("-qq", "torch", *(["--extra-index-url", TORCH_INDEX] if TORCH_INDEX else []))


def pip_pinned(packages: list[str]) -> None:
    """Install these and nothing else, each only if its file has one of its hashes."""
    file = VENV / REQUIREMENTS.name
    file.write_text("\n".join(packages), encoding="utf-8")
    pip("-qq", "--no-deps", "--require-hashes", "-r", file)


def torch_index(torch: list[str]) -> str:
    """The index to take torch from; "" for pip's own."""
    if TORCH_INDEX or TORCH_VERSION == "nightly":
        return TORCH_INDEX or f"{PYTORCH}/nightly/cpu"
    if sys.platform != "linux" or has_gpu():
        return ""
    # On PyPI a torch for Linux brings gigabytes of CUDA along; another index may do better.
    report = VENV / "torch.json"
    pip("-qq", "--no-deps", "--dry-run", "--report", report, *torch)
    offered = json.loads(report.read_text(encoding="utf-8"))["install"]
    needed = [name for package in offered for name in package["metadata"].get("requires_dist", [])]
    return f"{PYTORCH}/cpu" if any(re.match("cuda|nvidia|triton", n) for n in needed) else ""


def has_gpu() -> bool:
    try:
        return not subprocess.run(["nvidia-smi", "-L"], capture_output=True, timeout=30).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def module(*command: object) -> int:
    """Run a module of .venv."""
    set_up()
    return run(PYTHON, "-m", *command)


def serve(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("dev.py serve", add_help=False, allow_abbrev=False)
    parser.add_argument("--port", "--dev-addr", "-a", default="8000")
    options, others = parser.parse_known_args(arguments)
    host, _, port = options.port.rpartition(":")
    host = host or "127.0.0.1"
    try:
        socket.create_server((host, int(port))).close()
    except (OSError, OverflowError, ValueError):
        free = "8001" if port != "8001" else "8002"
        fail(f"port {port} is taken, or not to be had. Another: python dev.py serve --port {free}")
    set_up()
    path = urlsplit(os.environ.get("SITE_URL", "")).path.strip("/")  # see site_url in mkdocs.yml
    site = f"http://{host}:{port}/{path + '/' if path else ''}"
    say(f"\n  English  {site}\n  中文     {site}zh/\n\nReady in some seconds. Ctrl-C ends it.\n")
    return module("mkdocs", "serve", "--dev-addr", f"{host}:{port}", *others)


def test(arguments: list[str]) -> int:
    set_up()
    from measure.chromium import advice, find_chromium  # here, since an old Python cannot import it

    if not find_chromium():
        say(advice())
    if not arguments:
        status = module("atlas.check")
        if status:
            return status
        # All blocks of a page run in one process: see conftest.py.
        arguments = ["-n", "auto", "--dist", "loadgroup"]
    return module("pytest", *arguments)


def lock(arguments: list[str]) -> int:
    """Compile requirements.txt for every system and Python at once, changing no more than needed.
    Dependabot does the same: it takes these options from the file's first lines."""
    ENVIRONMENT["UV_PYTHON_DOWNLOADS"] = "never"  # any Python can compile for the oldest
    how = ["--universal", "--python-version", ".".join(map(str, MINIMUM)), "--generate-hashes"]
    how += [*arguments, "--quiet", "--output-file", REQUIREMENTS.name, "requirements.in"]
    return module("uv", "pip", "compile", *how)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "serve": serve,
    "test": test,
    "lock": lock,
    "check": lambda arguments: module("atlas.check", *arguments),
    "fix": lambda _: module("ruff", "format") or module("ruff", "check", "--fix"),
    "build": lambda arguments: module("mkdocs", "build", "--strict", *arguments),
    "record": lambda arguments: module("atlas.record", *arguments),
    "gpu": lambda arguments: module("atlas.gpu", *arguments),
    "diagrams": lambda arguments: module("atlas.drawings", *arguments),
    "plots": lambda arguments: module("atlas.plots", *arguments),
    "cards": lambda arguments: module("atlas.cards", *arguments),
    "screenshots": lambda arguments: module("measure.screenshots", *arguments),
    "vendor": lambda arguments: module("atlas.vendor", *arguments),
}


def main(name: str = "", *arguments: str) -> int:
    if name in ("-h", "--help", "help"):
        say(__doc__)
        return 0
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        unknown = f"dev.py: no command {name!r}.{hint} All of them: python dev.py help"
        print(unknown if name else __doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that run() ends its child
    try:
        status = COMMANDS[name](list(arguments))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        fail(str(error))
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every console can show Chinese
    sys.exit(main(*sys.argv[1:]))
