"""Run one program to its end in a folder of its own, in a process that outlives nobody: it ends the
program, and all that this has started, when the program has ended, when it takes too long or says
too much, and when whoever asked for the run is gone.
"""

import contextlib
import ctypes
import getpass
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO, Any

from atlas import worker
from atlas.snippets import ROOT, Snippet
from atlas.worker import MOST_OUTPUT

HAS_FORK = hasattr(os, "fork")
BECOME_SUBREAPER = 36  # of Linux's prctl
MOMENT = 0.01  # seconds between two looks at a program

Poll = Callable[[], int | None]  # the exit code of a process; None while it runs


def supervise(snippet: Snippet, job: dict[str, Any], sender: Connection) -> None:
    """The whole of a process: run a program, and send worker.execute's results, the error ("" for
    none) and the folder that it ran in. job["folder"]: "" for an empty one of its own."""
    take_charge()
    # Its temporary files are its own, but what torch.compile keeps stays where it always is.
    cache = Path(tempfile.gettempdir(), f"torchinductor_{getpass.getuser()}")
    cache.mkdir(exist_ok=True)
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(cache))
    with (
        clearing_up_after(job["temporary"]),
        tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as made,
    ):
        top = Path(made).resolve()
        (top / "work").mkdir()
        (top / "results").mkdir()
        job = {
            **job,
            "venv": sys.prefix,
            "folder": job["folder"] or str(top / "work"),
            "results": str(top / "results"),
        }
        sender.send((*run(snippet, job, top), job["folder"]))


@contextlib.contextmanager
def clearing_up_after(temporary: str) -> Iterator[None]:
    """At the end, remove what multiprocessing keeps for whoever asked for this run, if that was
    killed and cannot do so."""
    try:
        yield
    finally:
        if asker_is_gone(0):
            shutil.rmtree(temporary, ignore_errors=True)


def take_charge() -> None:
    """Make this process one that ends others: see end_all."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # clear up on the way
    if HAS_FORK:
        os.setsid()  # a Ctrl-C is for whoever asked for the run
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)  # orphans become its children


def run(snippet: Snippet, job: dict[str, Any], top: Path) -> tuple[list[dict[str, Any]], str]:
    """Start a program as its metadata says, up to a start that fails: what worker.execute says of
    each rank, start after start, and the error."""
    found: list[dict[str, Any]] = []
    (top / "job.json").write_text(json.dumps(job), "utf-8")
    for processes in snippet.processes or (0,):
        with (top / "log").open("wb") as log:
            stopped = start(snippet, processes, job, log)
        files = sorted((top / "results").iterdir(), key=lambda file: int(file.name))
        results = [json.loads(file.read_text("utf-8")) for file in files]
        for file in files:
            file.unlink()
        found += results
        error = "\n".join(r["error"] for r in results if r["error"]) or stopped
        if not error and len(results) < max(processes, 1):
            error = "gave no result: it leaves early, by os._exit or the like"
        if error:
            return found, f"{error}\n{tail(top / 'log')}".strip()
    return found, unreached(found)


def unreached(results: list[dict[str, Any]]) -> str:
    """An error if there is an assert that no rank has got to, in no start."""
    lines = {line for result in results for line in result["asserts"]}
    missed = lines - {line for result in results for line in result["reached"]}
    where = ", ".join(map(str, sorted(missed)))
    return f"ends without having got to its assert in line {where}" if missed else ""


def tail(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 3000))
        return file.read().decode("utf-8", "replace")


def start(snippet: Snippet, processes: int, job: dict[str, Any], log: IO[bytes]) -> str:
    """Run the job to its end, or to a limit; "" or why it was ended."""
    poll: Poll
    if HAS_FORK and not processes and not snippet.fresh:
        fork = multiprocessing.get_context("fork").Process(target=_forked, args=(job, log.name))
        fork.start()
        poll = lambda: fork.exitcode  # noqa: E731
        pid = fork.pid or 0
    else:
        process = new_interpreter(processes, Path(log.name).parent, log)
        poll, pid = process.poll, process.pid
    try:
        return watch(poll, log, snippet.timeout)
    finally:
        end_all(pid)


def watch(poll: Poll, log: IO[bytes], seconds: float) -> str:
    """Wait for the end of a process; "" or what is wrong with it, or with its end."""
    last = time.monotonic() + seconds
    while (code := poll()) is None:
        if asker_is_gone(MOMENT):
            sys.exit(1)
        if os.fstat(log.fileno()).st_size > MOST_OUTPUT:
            return f"ended: {worker.TOO_MUCH}"
        if time.monotonic() > last:
            return f"killed after {seconds} s (timeout in its metadata)"
    return f"died with exit code {code}" if code else ""


def asker_is_gone(seconds: float) -> bool:
    """Whether the process that asked for this one has ended, now or in so many seconds."""
    asker = multiprocessing.parent_process()
    return bool(asker and wait([asker.sentinel], seconds))


def new_interpreter(processes: int, top: Path, log: IO[bytes]) -> "subprocess.Popen[bytes]":
    """A new Python, or torchrun, that runs the job in top/job.json."""
    several = {"OMP_NUM_THREADS": "1"} if processes else {}
    torchrun = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    return subprocess.Popen(
        [
            sys.executable,
            *(torchrun if processes else []),
            "-m",
            "atlas.worker",
            str(top / "job.json"),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        env={**os.environ, **several, "TMPDIR": str(top)},  # torchrun leaves a folder of logs
    )


def _forked(job: dict[str, Any], log: str) -> None:
    """In the forked process: lead a process group, so that a kill ends all of it."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ["TMPDIR"], tempfile.tempdir = str(Path(log).parent), None
    sink = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    worker.execute(job)


def end_all(pid: int) -> None:
    """End a process and what it has started. On Linux also what has a session of its own, as all
    orphans come to this process; elsewhere what is still in the group of the process."""
    if sys.platform == "linux":
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        while alive := children.read_text().split():
            for child in alive:
                os.kill(int(child), signal.SIGKILL)
            for child in alive:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(int(child), 0)
    elif HAS_FORK:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True)
