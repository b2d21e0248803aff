"""Run one program in this process and write down what it prints, region by region.

Used by supervisor.py: called in a forked process, or started as a
module with the file of a job, by torchrun too. A job is a dict of plain values: see `Runner.job`.
"""

import ast
import builtins
import contextlib
import ctypes
import io
import json
import os
import random
import re
import signal
import sys
import time
import traceback
import types
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from atlas import landlock

MOST_OUTPUT = 1_000_000  # characters that a program may print, and bytes beside its own print
TOO_MUCH = f"it prints more than {MOST_OUTPUT:,} characters"
LONGEST_ERROR = 20_000  # characters
DIE_WITH_PARENT = 1  # of Linux's prctl
# Of Python 3.12 and newer, hidden by its filters: NumPy alone has threads, so each fork is meant.
OF_ANY_FORK = re.compile(r"This process \(pid=\d+\) is multi-threaded, use of fork\(\)")
REACHED = "__atlas_reached__"  # a builtin while a program runs, so that no dir() shows it


class TooMuchOutput(BaseException):
    """No `except Exception` of a program that prints without end takes it for its own."""


class Transcript(io.StringIO):
    """A stdout that knows which region of the program each text was printed from, and which
    exceptions were being handled then: their tracebacks are what a reader would have seen."""

    def __init__(self, program: str, regions: dict[str, list[int]]) -> None:
        super().__init__()
        self.program, self.regions = program, regions
        self.texts: dict[str, list[str]] = {}
        self.tracebacks: dict[str, list[str]] = {}
        self.size = 0

    def write(self, text: str) -> int:
        self.size += len(text)
        if self.size > MOST_OUTPUT:
            raise TooMuchOutput(TOO_MUCH)
        region = self.current_region()
        self.texts.setdefault(region, []).append(text)
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


class WarningWatch:
    """The message pattern of a filter that matches nothing, but that sees all that is warned of,
    also what Python's own filters hide. So a program runs with those, and is judged afterwards.

    unraised: the patterns that nothing has matched. unexpected: a warning that matches none ->
    where it was raised."""

    def __init__(self, program: str, patterns: Sequence[str]) -> None:
        self.program, self.patterns = program, patterns
        self.unraised = list(patterns)
        self.unexpected: dict[str, str] = {}

    def match(self, text: object) -> bool:
        message = str(text)  # Python takes anything
        found = [one for one in self.patterns if re.search(one, message, re.S)]
        self.unraised = [one for one in self.unraised if one not in found]
        if not found and not OF_ANY_FORK.match(message):
            frames = traceback.extract_stack(sys._getframe(1))
            own = (n for n, frame in enumerate(frames) if frame.filename == self.program)
            where = traceback.format_list(frames[next(own, 0) :])
            self.unexpected.setdefault(message, "".join(where))
        return False


def execute(job: dict[str, Any]) -> None:
    """Run job["program"] as `python program` would; its result goes into job["results"]."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    prepare(job)
    watch = watch_warnings(job)
    program, reached = job["program"], set[int]()
    landlock.protect(Path(job["protected"]), [Path(job[name]) for name in ("venv", "folder")])
    sys.argv, sys.path[0] = [program], str(Path(program).parent)
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=program, __cached__=None, __builtins__=builtins)
    sys.modules["__main__"] = main
    setattr(builtins, REACHED, reached.add)
    transcript, error, asserts = Transcript(program, job["regions"]), "", list[int]()
    begin = time.perf_counter()
    with contextlib.redirect_stdout(transcript):
        try:
            tree = ast.parse(Path(program).read_bytes(), program)
            asserts = mark_asserts(tree)
            exec(compile(tree, program, "exec"), main.__dict__)
        except SystemExit as stop:
            error = f"leaves early: SystemExit({stop.code!r})\n{readable_traceback(program)}"
        except BaseException:
            error = readable_traceback(program)
    if transcript.size > MOST_OUTPUT:
        error = f"{TOO_MUCH}\n{error}"
    cure = "avoid it, or name it in the metadata: warns = [a pattern of its text]"
    warned = [f"warns of {text!r}: {cure}\n{where}" for text, where in watch.unexpected.items()]
    rank = os.environ.get("RANK", "0")
    result = {
        "rank": rank,
        "texts": {region: "".join(parts) for region, parts in transcript.texts.items()},
        "tracebacks": transcript.tracebacks,
        "error": error[:LONGEST_ERROR],
        "warned": "".join(warned[:1]),
        "unraised": watch.unraised,
        "asserts": asserts,
        "reached": sorted(reached),
        "seconds": time.perf_counter() - begin,
    }
    Path(job["results"], rank).write_text(json.dumps(result), "utf-8")


def mark_asserts(tree: ast.Module) -> list[int]:
    """The lines of the asserts outside of functions and classes; each is made to note that it was
    got to. The program's own text, its lines and its functions stay as they are."""
    lines, waiting = [], [tree.body]
    for body in waiting:  # and the bodies that it finds in them
        for node in list(body):
            if isinstance(node, ast.Assert):
                lines.append(node.lineno)
                note = ast.parse(f"{REACHED}({node.lineno})").body[0]
                body.insert(body.index(node) + 1, note)
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                cases = [*getattr(node, "handlers", []), *getattr(node, "cases", [])]
                inside = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
                waiting += [*inside, *(case.body for case in cases)]
    return lines


def prepare(job: dict[str, Any]) -> None:
    """Enter the job's folder, and seed what a program may draw from; keep it off an Apple GPU,
    which no variable can hide."""
    import numpy
    import torch

    os.chdir(job["folder"])
    for seed in (random.seed, numpy.random.seed, torch.manual_seed):
        seed(job["seed"])
    if job["device"] == "cpu" and torch.backends.mps.is_available():
        torch.accelerator.is_available = lambda: False
        torch.accelerator.current_accelerator = lambda check_available=False: None


def watch_warnings(job: dict[str, Any]) -> WarningWatch:
    """From now on all warnings are seen; the filters stay Python's own."""
    watch = WarningWatch(job["program"], job["warns"])
    # simplefilter() knows patterns only as text. What it appends is what counts without a filter;
    # by that, Python forgets what was warned of already.
    cast(list[Any], warnings.filters).insert(0, ("default", watch, Warning, None, 0))
    warnings.simplefilter("default", append=True)
    return watch


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
