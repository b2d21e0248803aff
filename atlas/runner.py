"""Run snippets, each in a process and an empty folder of its own, as a reader would: with Python's
own warning filters. Torch's import is not paid each time: they are forked from a server that has it
(where there is no fork: plain processes).
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import util
from pathlib import Path
from typing import Any

from atlas import snippets
from atlas.snippets import ROOT, Snippet, missing
from atlas.supervisor import HAS_FORK, supervise


@dataclass(frozen=True)
class Run:
    """What came of one run. output: the text of a .out file. error: "" when all went well.
    skipped: why it was left out ("" when it was not). unraised: the warnings that its metadata
    names and that it did not raise. warned: of what else it warned, if that is allowed: see
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
    lenient: all warnings are allowed, as another release of torch may warn of other things.
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
            self.context.set_forkserver_preload(
                ["torch", "torch._dynamo", "numpy", "atlas.supervisor"]
            )

    def job(self, folder: str, warns: Sequence[str], **more: object) -> dict[str, Any]:
        """What a worker is to do, and where, as plain values."""
        job = {"device": self.device, "seed": self.seed, "folder": folder, "warns": warns}
        return {"program": "", **job, **more}

    def run_all(self, programs: list[Snippet]) -> Iterator[Run]:
        """Yield in input order, each run as soon as it has ended. Closing the generator starts no
        further one, and waits for none."""
        pool = ThreadPoolExecutor(max_workers=os.cpu_count())
        try:
            yield from pool.map(self.run, programs)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def run(self, snippet: Snippet) -> Run:
        """Run one snippet. One that cannot run here is left out, but only after it was seen to
        fail: a reason that no longer holds is an error."""
        reason = missing(snippet, self.features)
        run = self.attempt(snippet)
        if not reason:
            return run
        if run.error or run.unraised:
            return Run(snippet, skipped=reason)
        where = f"{snippet.path}:1"
        return Run(snippet, error=f"{where}: says that it {reason}, yet it runs: drop that claim")

    def attempt(self, snippet: Snippet) -> Run:
        results, error, work = self.results(snippet, snippet.path.resolve())
        first = results[0] if results else {}
        warned = "\n".join(r["warned"] for r in results if r["warned"])
        return Run(
            snippet,
            render(snippet, [r["texts"] for r in results], work),
            error or ("" if self.lenient else warned),
            sum(r["seconds"] for r in results if r["rank"] == "0"),
            unraised=() if warned else tuple(first.get("unraised", ())),
            warned=warned,
            tracebacks=first.get("tracebacks", {}),
        )

    def results(
        self, snippet: Snippet, program: Path, folder: str = ""
    ) -> tuple[list[dict[str, Any]], str, str]:
        """What supervisor.supervise sends of a program, started as its metadata says. folder: where
        it runs; "" for an empty one of its own."""
        project = snippets.snippets_folder(snippet.path).resolve().parent
        what = {"program": str(program), "regions": snippet.regions, "protected": str(project)}
        job = self.job(folder, snippet.warns, temporary=util.get_temp_dir(), **what)
        receiver, sender = self.context.Pipe(duplex=False)
        process = self.context.Process(target=supervise, args=(snippet, job, sender))
        with self.lock:
            process.start()
        sender.close()
        try:
            found: tuple[list[dict[str, Any]], str, str] = receiver.recv()
        except EOFError:
            found = [], "gave no result: what watches over it was ended", folder
        with self.lock:
            process.join()
        return found


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
