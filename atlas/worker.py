"""Run one program in this process and write down what it prints, region by region.

Used by runner.py: called in a forked process, or started as a script of its own
(`python worker.py job.json`), by torchrun too. A job is a dict of plain values: see
`runner.Runner`.
`worker.py program.py` is one rank of a program, as a reader starts it.
"""

import ast
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
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast


class Transcript:
    """A stdout that knows which region of the program each text was printed from, and which
    exceptions were being handled then: their tracebacks are what a reader would have seen."""

    def __init__(self, program: str, regions: dict[str, list[int]]) -> None:
        self.program, self.regions = program, regions
        self.texts: dict[str, str] = {}
        self.tracebacks: dict[str, list[str]] = {}

    def write(self, text: str) -> int:
        region = self.current_region()
        self.texts[region] = self.texts.get(region, "") + text
        if handled := sys.exc_info()[1]:
            seen = self.tracebacks.setdefault(region, [])
            trace = "".join(traceback.format_exception(handled))
            if trace not in seen:
                seen.append(trace)
        return len(text)

    def flush(self) -> None:
        pass

    def current_region(self) -> str:
        """Of the program's lines that are being executed, the outermost one in a region counts:
        what a helper prints belongs to the place that called it."""
        found = ""
        frame: types.FrameType | None = sys._getframe(2)
        while frame:
            if frame.f_code.co_filename == self.program:
                for name, (first, last) in self.regions.items():
                    if first <= frame.f_lineno <= last:
                        found = name
            frame = frame.f_back
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
    """Run job["program"] as `python program` would, in job["folder"]; result in job["result"]."""
    rank = os.environ.get("RANK", "0")
    os.chdir(job["folder"])
    prepare(job["device"], job["seed"])
    expected = turn_warnings_into_errors(job["warns"])
    sys.argv, sys.path[0] = [job["program"]], str(Path(job["program"]).parent)
    transcript, error = Transcript(job["program"], job["regions"]), ""
    stdout, sys.stdout = sys.stdout, transcript
    begin = time.perf_counter()
    try:
        runpy.run_path(job["program"], run_name="__main__")
    except SystemExit as stop:
        error = f"exits with {stop.code}" if stop.code else ""
    except BaseException:
        error = readable_traceback(job["program"])
    finally:
        sys.stdout = stdout
    seconds = time.perf_counter() - begin
    result = {
        "texts": transcript.texts,
        "tracebacks": transcript.tracebacks,
        "error": error,
        "unraised": [e.pattern.pattern for e in expected if not e.seen],
        "seconds": seconds,
    }
    Path(f"{job['result']}.{rank}").write_text(json.dumps(result), "utf-8")


def converse(job: dict[str, Any], pipe: Connection) -> None:
    """Be the session that a page's blocks are pasted into, until the pipe is closed. Each
    message (code, file, offset) is answered by (what it printed, traceback or "")."""
    os.chdir(job["folder"])
    prepare(job["device"], job["seed"])
    turn_warnings_into_errors(job["warns"])
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    while True:
        try:
            code, file, offset = pipe.recv()
        except EOFError:
            return
        printed, error = io.StringIO(), ""
        stdout, sys.stdout = sys.stdout, printed
        try:
            tree = ast.increment_lineno(ast.parse(code), offset)
            exec(compile(tree, file, "exec"), main.__dict__)
        except BaseException:
            error = readable_traceback(file)
        sys.stdout = stdout
        pipe.send((printed.getvalue(), error))


def turn_warnings_into_errors(allowed: list[str]) -> list[ExpectedWarning]:
    """Warnings become errors, but for those that match a pattern; the patterns, which remember
    whether they matched."""
    expected = [ExpectedWarning(pattern) for pattern in allowed]
    warnings.simplefilter("error")
    filters = cast(list[Any], warnings.filters)
    filters[:0] = [("always", one, Warning, None, 0) for one in expected]
    return expected


def prepare(device: str, seed: int) -> None:
    """Seed what a program may draw from; keep it off an Apple GPU, which no variable can hide."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        torch.manual_seed(seed)
        if device == "cpu" and torch.backends.mps.is_available():
            torch.accelerator.is_available = lambda: False
            torch.accelerator.current_accelerator = lambda check_available=False: None


def readable_traceback(program: str) -> str:
    """The current exception, from the program's first own line on."""
    kind, error, trace = sys.exc_info()
    while trace and trace.tb_frame.f_code.co_filename != program and trace.tb_next:
        trace = trace.tb_next
    return "".join(traceback.format_exception(kind, error, trace))


def be_rank(program: str) -> None:
    """Run a program as torchrun would, up to its end."""
    sys.argv, sys.path[0] = [program], str(Path(program).resolve().parent)
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as stop:
        leave(stop.code if isinstance(stop.code, int) else bool(stop.code))
    except BaseException:
        traceback.print_exc()
        leave(1)
    leave(0)


def leave(code: int) -> None:
    """End this rank without taking the interpreter down. A thread of gloo may still hold a tensor
    then and abort (https://github.com/pytorch/pytorch/pull/179291): one program in seven on a busy
    machine, after it has done all that it had to do."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    if sys.argv[1].endswith(".py"):
        be_rank(sys.argv[1])
    import numpy  # noqa: F401  (imported here so that their seeds are set before the program)
    import torch  # noqa: F401

    execute(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    if "RANK" in os.environ:
        leave(0)
