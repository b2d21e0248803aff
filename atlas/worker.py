"""Run one program in this process and write down what it prints, region by region.

Used by runner.py: called in a forked process, or started as a script of its own
(`python worker.py job.json`), by torchrun too. A job is a dict of plain values: see `Runner.job`.
"""

import ast
import contextlib
import faulthandler
import io
import json
import os
import random
import re
import runpy
import sys
import time
import traceback
import types
import warnings
from pathlib import Path
from typing import Any, cast

PATIENCE = 120  # seconds for a block that is pasted


class Transcript(io.StringIO):
    """A stdout that knows which region of the program each text was printed from, and which
    exceptions were being handled then: their tracebacks are what a reader would have seen."""

    def __init__(self, program: str, regions: dict[str, list[int]]) -> None:
        super().__init__()
        self.program, self.regions = program, regions
        self.texts: dict[str, str] = {}
        self.tracebacks: dict[str, list[str]] = {}

    def write(self, text: str) -> int:
        region = self.current_region()
        self.texts[region] = self.texts.get(region, "") + text
        if handled := sys.exception():
            seen = self.tracebacks.setdefault(region, [])
            trace = "".join(traceback.format_exception(handled))
            if trace not in seen:
                seen.append(trace)
        return len(text)

    def current_region(self) -> str:
        """Of the program's lines that are being executed, the outermost one in a region counts:
        what a helper prints belongs to the place that called it."""
        found = ""
        for frame, line in traceback.walk_stack(sys._getframe(2)):
            if frame.f_code.co_filename == self.program:
                for name, (first, last) in self.regions.items():
                    if first <= line <= last:
                        found = name
        return found


class ExpectedWarning:
    """The message pattern of a warning filter that remembers whether it ever matched."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.seen = re.compile(pattern, re.S), False

    def match(self, message: str) -> bool:
        found = bool(self.pattern.search(message))
        self.seen |= found
        return found


def execute(job: dict[str, Any]) -> None:
    """Run job["program"] as `python program` would; its result goes into job["results"]."""
    expected = prepare(job)
    sys.argv, sys.path[0] = [job["program"]], str(Path(job["program"]).parent)
    transcript, error = Transcript(job["program"], job["regions"]), ""
    begin = time.perf_counter()
    with contextlib.redirect_stdout(transcript):
        try:
            runpy.run_path(job["program"], run_name="__main__")
        except SystemExit as stop:
            error = f"exits with {stop.code}" if stop.code else ""
        except Warning as warning:
            cure = "avoid it, or name it in the metadata: warns = [a pattern of its text]"
            error = f"warns of {str(warning)!r}: {cure}\n{readable_traceback(job['program'])}"
        except BaseException:
            error = readable_traceback(job["program"])
    result = {
        "rank": os.environ.get("RANK", "0"),
        "texts": transcript.texts,
        "tracebacks": transcript.tracebacks,
        "error": error,
        "unraised": [e.pattern.pattern for e in expected if not e.seen],
        "seconds": time.perf_counter() - begin,
    }
    Path(job["results"], f"result.{result['rank']}").write_text(json.dumps(result), "utf-8")


def be_session(job: dict[str, Any]) -> None:
    """Make this process the session that a page's blocks are pasted into."""
    prepare(job)
    sys.modules["__main__"] = types.ModuleType("__main__")


def paste(code: str, file: str, offset: int) -> tuple[str, str]:
    """(what a block printed in this session, traceback or ""). Tracebacks name file, with lines
    shifted by offset. A block that takes longer than PATIENCE ends the process."""
    error = ""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            tree = ast.increment_lineno(ast.parse(code), offset)
            exec(compile(tree, file, "exec"), sys.modules["__main__"].__dict__)
        except BaseException:
            error = readable_traceback(file)
    faulthandler.cancel_dump_traceback_later()
    return printed.getvalue(), error


def prepare(job: dict[str, Any]) -> list[ExpectedWarning]:
    """Enter the job's folder, and seed what a program may draw from; keep it off an Apple GPU,
    which no variable can hide. Warnings become errors, but for those that match a pattern; the
    patterns, which remember whether they matched."""
    import numpy
    import torch

    os.chdir(job["folder"])
    for seed in (random.seed, numpy.random.seed, torch.manual_seed):
        seed(job["seed"])
    if job["device"] == "cpu" and torch.backends.mps.is_available():
        torch.accelerator.is_available = lambda: False
        torch.accelerator.current_accelerator = lambda check_available=False: None
    expected = [ExpectedWarning(pattern) for pattern in job["warns"]]
    warnings.simplefilter("error")
    filters = cast(list[Any], warnings.filters)
    filters[:0] = [("always", one, Warning, None, 0) for one in expected]
    return expected


def readable_traceback(program: str) -> str:
    """The current exception, from the program's first own line on."""
    kind, error, trace = sys.exc_info()
    while trace and trace.tb_frame.f_code.co_filename != program and trace.tb_next:
        trace = trace.tb_next
    return "".join(traceback.format_exception(kind, error, trace))


if __name__ == "__main__":
    execute(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    if "RANK" in os.environ:
        # End this rank without taking the interpreter down. A thread of gloo may still hold a
        # tensor then and abort (https://github.com/pytorch/pytorch/pull/179291): one program in
        # seven on a busy machine, after it has done all that it had to do.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
