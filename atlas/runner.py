"""Run snippets, each in a process and an empty folder of its own, without paying torch's import
each time: they are forked from a server that has it (where there is no fork: plain processes).
"""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import IO, Any

from atlas import worker
from atlas.snippets import ROOT, Snippet, missing

HAS_FORK = hasattr(os, "fork")


@dataclass(frozen=True)
class Run:
    """What came of one run. output: the text of a .out file. error: "" when all went well.
    skipped: why it was left out ("" when it was not). unraised: the warnings that its metadata
    names and that it did not raise. warned: why it failed before all warnings were allowed, see
    Runner.lenient. tracebacks: region -> those of the exceptions that it caught
    there and printed."""

    snippet: Snippet
    output: str = ""
    error: str = ""
    seconds: float = 0.0
    skipped: str = ""
    unraised: tuple[str, ...] = ()
    warned: str = ""
    tracebacks: dict[str, list[str]] = field(default_factory=dict)


class Runner:
    """Runs snippets on one device kind: "cpu", "cuda" or "mps".

    seed: given to all random generators before each program. A program whose output depends on
    it has not seeded itself; recording and testing use different ones, so that this shows.
    lenient: a program that fails is run again with all warnings allowed: another release of torch
    may warn of other things.
    """

    def __init__(self, device: str = "cpu", seed: int = 0, lenient: bool = False) -> None:
        self.device, self.seed, self.lenient = device, seed, lenient
        self.features = {sys.platform}
        if device == "cpu":
            os.environ["CUDA_VISIBLE_DEVICES"] = ""
        else:
            self.features |= {device, "accelerator"}
        # Starting a process also polls all others, and the status of one can be read only once.
        self.lock = threading.Lock()
        get = multiprocessing.get_context
        self.context = get("forkserver") if HAS_FORK else get("spawn")
        if HAS_FORK:
            # the first optimizer of a process imports torch._dynamo, as long a wait as torch itself
            self.context.set_forkserver_preload(["torch", "torch._dynamo", "numpy", "atlas.worker"])

    def job(self, folder: str, warns: Sequence[str], **more: object) -> dict[str, Any]:
        """What a worker is to do, and where, as plain values."""
        return {"device": self.device, "seed": self.seed, "folder": folder, "warns": warns, **more}

    def run_all(self, snippets: list[Snippet]) -> Iterator[Run]:
        """Yield in input order, each run as soon as it has ended. Closing the generator waits for
        the programs that are running and starts no further one."""
        pool = ThreadPoolExecutor(max_workers=os.cpu_count())
        try:
            yield from pool.map(self.run, snippets)
        finally:
            pool.shutdown(cancel_futures=True)

    def run(self, snippet: Snippet) -> Run:
        """Run one snippet. One that cannot run here is left out, but only after it was seen to
        fail: a reason that no longer holds is an error."""
        reason = missing(snippet, self.features)
        run = self.attempt(snippet)
        if self.lenient and run.error:
            again = self.attempt(replace(snippet, warns=(".*",)))
            if not again.error:
                run = replace(again, snippet=snippet, unraised=(), warned=run.error)
        if not reason:
            return run
        if run.error or run.unraised:
            return Run(snippet, skipped=reason)
        where = f"{snippet.path}:1"
        return Run(snippet, error=f"{where}: says that it {reason}, yet it runs: drop that claim")

    def attempt(self, snippet: Snippet) -> Run:
        with tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as folder:
            work = str(Path(folder).resolve())
            results, error = self.results(snippet, str(snippet.path.resolve()), work)
        first = results[0] if results else {}
        return Run(
            snippet,
            render(snippet, [r["texts"] for r in results], work),
            error,
            sum(r["seconds"] for r in results if r["rank"] == "0"),
            unraised=tuple(first.get("unraised", ())),
            tracebacks=first.get("tracebacks", {}),
        )

    def results(
        self, snippet: Snippet, program: str, folder: str
    ) -> tuple[list[dict[str, Any]], str]:
        """Start a program in a folder as its metadata says, up to a start that fails: what
        worker.execute says of each rank, start after start, and the error."""
        found: list[dict[str, Any]] = []
        error = ""
        with tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as scratch:
            top = Path(scratch).resolve()
            what = {"program": program, "regions": snippet.regions, "results": str(top)}
            job = self.job(folder, snippet.warns, **what)
            (top / "job.json").write_text(json.dumps(job), "utf-8")
            for processes in snippet.processes or (0,):
                stopped = self.start(snippet, processes, job, top)
                for file in sorted(top.glob("result.*"), key=lambda f: int(f.suffix[1:])):
                    found.append(json.loads(file.read_text("utf-8")))
                    file.unlink()
                if error := "\n".join(r["error"] for r in found if r["error"]) or stopped:
                    error += "\n" + (top / "log").read_text("utf-8", "replace")[-3000:]
                    break
        return found, error.strip()

    def start(self, snippet: Snippet, processes: int, job: dict[str, Any], top: Path) -> str:
        """Run the job to its end, or to its time limit; "" or why it gave no result."""
        with (top / "log").open("wb") as log:
            if HAS_FORK and not processes and not snippet.fresh:
                code = self.run_forked(job, log.name, snippet.timeout)
            else:
                code = run_started(processes, top, log, snippet.timeout)
        if code is None:
            return f"killed after {snippet.timeout} s (timeout in its metadata)"
        return f"died with exit code {code}" if code else ""

    def run_forked(self, job: dict[str, Any], log: str, seconds: float) -> int | None:
        """The exit code of a process forked with torch in it; None if it ran out of time."""
        process = self.context.Process(target=_forked, args=(job, log))
        with self.lock:
            process.start()
        in_time = wait([process.sentinel], seconds)
        if not in_time and process.pid:
            end_group(process.pid)
        with self.lock:
            process.join()
        return process.exitcode if in_time else None

    def session(self, folder: str, warns: Sequence[str]) -> ProcessPoolExecutor:
        """One process for blocks that are pasted one after the other: see worker.paste."""
        return ProcessPoolExecutor(1, self.context, worker.be_session, (self.job(folder, warns),))


def run_started(processes: int, top: Path, log: IO[bytes], seconds: float) -> int | None:
    """The exit code of a new interpreter, or of torchrun, that runs the job in top/job.json; None
    if it ran out of time."""
    # torchrun leaves a folder of logs where temporary files go.
    several = {"OMP_NUM_THREADS": "1", "TMPDIR": str(top)} if processes else {}
    torchrun = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    program = [worker.__file__, str(top / "job.json")]
    process = subprocess.Popen(
        [sys.executable, *(torchrun if processes else []), *program],
        cwd=top,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        env={**os.environ, **several},
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        end_group(process.pid)
        process.wait()
        return None


def _forked(job: dict[str, Any], log: str) -> None:
    """In the forked process: lead a process group, so that a kill ends all of it."""
    os.setsid()
    sink = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    worker.execute(job)


def end_group(pid: int) -> None:
    if HAS_FORK:
        os.killpg(pid, signal.SIGKILL)
    else:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True)
    time.sleep(0.1)


def commands(snippet: Snippet, file: str) -> list[str]:
    """How a reader starts it: torchrun once for each number of processes, or plain Python."""
    many = [f"torchrun --nproc-per-node={n} {file}" for n in snippet.processes]
    return many or [f"python {file}"]


def render(snippet: Snippet, texts: list[dict[str, str]], folder: str) -> str:
    """A .out file: the command, then what all ranks printed, in the regions of the program."""
    parts = [f"$ {command}" for command in commands(snippet, f"snippets/{snippet.name}.py")]
    for region in ["", *snippet.regions]:
        text = "".join(rank.get(region, "") for rank in texts).rstrip()
        if text and region:
            text = f"# --8<-- [start:{region}]\n{text}\n# --8<-- [end:{region}]"
        if text:
            parts.append(text)
    return "\n".join([*parts, ""]).replace(folder, ".").replace(f"{ROOT}{os.sep}", "")
