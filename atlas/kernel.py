"""Run code in the cells of a real Jupyter kernel, without paying the imports of torch and of the
kernel each time: kernels are forked, one after the other, from a process that has both (where there
is no fork, each is a new interpreter).
"""

import atexit
import contextlib
import multiprocessing
import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from atlas import supervisor, worker
from atlas.outputs import ANSI
from atlas.runner import Runner
from atlas.supervisor import HAS_FORK, MOMENT

PATIENCE = 120  # seconds for one cell


@dataclass
class Cell:
    """What a cell gave out, but for the value of its last line, which the page does not show."""

    printed: str = ""
    warned: str = ""
    error: str = ""


class Kernels:
    """Where kernels come from: one process, which has one kernel at a time. busy: has one now."""

    def __init__(self, runner: Runner) -> None:
        self.runner, self.busy = runner, False
        self.connection, theirs = runner.context.Pipe()
        self.process = runner.context.Process(target=serve_kernels, args=(theirs,))
        self.process.start()
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        self.connection.close()
        self.process.join()


class Kernel:
    """One kernel, whose cells run in a folder."""

    def __init__(self, kernels: Kernels, folder: Path) -> None:
        self.kernels, self.connection = kernels, kernels.connection
        kernels.busy = True
        self.home = tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True)
        file = str(Path(self.home.name, "kernel.json"))
        # sockets that are files need no ports, which another process could take
        ip, transport = (file, "ipc") if HAS_FORK else ("127.0.0.1", "tcp")
        key = os.urandom(16).hex().encode()
        write_connection_file(file, ip=ip, transport=transport, key=key)
        job = kernels.runner.job(str(folder.resolve()), (), home=self.home.name, file=file)
        self.connection.send(job)
        self.client = BlockingKernelClient(connection_file=file)
        self.client.load_connection_file()
        self.client.start_channels(hb=False)
        self.client.wait_for_ready(timeout=PATIENCE)

    def run(self, code: str, name: str, first: int) -> Cell:
        """Run a cell to its end. Its error names the file `name`, where it begins in `first`."""
        cell, count = Cell(), 0
        for kind, content in self.messages(self.client.execute(code)):
            if kind == "execute_input":
                count = content["execution_count"]
            elif kind == "stream" and content["name"] == "stdout":
                cell.printed += content["text"]
            elif kind == "stream":
                cell.warned += content["text"]
            elif kind == "error":
                cell.error = ANSI.sub("", "\n".join(content["traceback"]))
            elif kind == "died":
                cell.error = f"the session died, or had no answer within {PATIENCE} s"
            if len(cell.printed) + len(cell.warned) > worker.MOST_OUTPUT:
                cell.error = worker.TOO_MUCH
                break
        lines = re.compile(rf"Cell In\[{count}\], line (\d+)")
        cell.error = lines.sub(lambda m: f'File "{name}", line {int(m[1]) + first - 1}', cell.error)
        return cell

    def messages(self, asked: str) -> Iterator[tuple[str, Any]]:
        """(kind, content) of what the kernel says of a cell, up to its end."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last and not self.connection.poll():
            try:
                message = self.client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") == asked:
                kind, content = message["msg_type"], message["content"]
                if kind == "status" and content["execution_state"] == "idle":
                    return
                yield kind, content
        yield "died", None

    def close(self) -> None:
        """End it, and all that it has started."""
        self.client.stop_channels()
        self.connection.send(None)
        while self.connection.recv() != "ended":
            pass
        self.kernels.busy = False
        self.home.cleanup()


def serve_kernels(connection: Connection) -> None:
    """The whole of a process: for each job that comes, a kernel, until None comes; "died" if it
    ends before, and "ended" in any case."""
    supervisor.take_charge()
    if HAS_FORK:
        import ipykernel.ipkernel
        import ipykernel.kernelapp  # noqa: F401
    while job := received(connection):
        if HAS_FORK:
            fork = multiprocessing.get_context("fork").Process(target=be_kernel, args=(job,))
            fork.start()
            supervise(lambda: fork.exitcode, fork.pid or 0, connection)  # noqa: B023
        else:
            launch = [sys.executable, "-m", "ipykernel_launcher", "-f", job["file"]]
            started = subprocess.Popen(launch, cwd=job["folder"])
            supervise(started.poll, started.pid, connection)


def supervise(poll: supervisor.Poll, pid: int, connection: Connection) -> None:
    try:
        while poll() is None:
            if supervisor.asker_is_gone(MOMENT) or connection.poll():
                break
        else:
            connection.send("died")
        received(connection)
    finally:
        supervisor.end_all(pid)
    with contextlib.suppress(BrokenPipeError):
        connection.send("ended")


def received(connection: Connection) -> Any:
    """What comes next; None when nobody is left who could send it."""
    try:
        return connection.recv()
    except (EOFError, OSError):
        return None


def be_kernel(job: dict[str, Any]) -> None:
    """In the forked process: become the kernel that the job's file describes."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # by it, ipykernel knows its own tests
    os.environ.update(IPYTHONDIR=job["home"], TMPDIR=job["home"])
    tempfile.tempdir = None
    sys.argv, sys.path[0] = ["ipykernel_launcher.py"], ""
    worker.prepare(job)
    # no history: it is written by a thread, which meets the limits that a program sets itself
    IPKernelApp.launch_instance(argv=["-f", job["file"], "--HistoryManager.enabled=False"])
