"""Run everything on a borrowed GPU, and take home what it printed: python -m atlas.gpu --help.

`run` needs torch, NumPy and the standard library, no network and no environment of ours; it leaves
one archive. `take` checks such an archive and writes outputs, stamps and figures.
"""

import argparse
import contextlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from atlas import record, releases, snippets
from atlas.outputs import normalise, same
from atlas.record import Stamps, keep, never_warned, recorded, torch_of_recording
from atlas.runner import Run, Runner
from atlas.snippets import ROOT, Snippet, output_file, release

INDEX = "run.json"
NAME = re.compile(
    r"(outputs|cpu)/\w+/\w+\.out|failures/\w+/\w+\.txt|benchmarks/gpu_\w+\.out|run\.json"
)
AT_LEAST = 5.0  # seconds that a program must have left to be started
LARGEST, IN_ALL = 2**20, 2**26  # bytes of a member, of an archive
STAMP = {
    "digest": r"[0-9a-f]{16}",
    "torch": r"\d+\.\d+[\w.+]{0,40}",
    "python": r"\d+\.\d+[\w.+]{0,20}",
    "device": r"[\w .,+()@/-]{1,80}",
    "date": r"20\d\d-[01]\d-[0-3]\d",
    "seconds": r"\d+(\.\d+)?",
}
LATE = "the run had to end before"
TOLD = {"ran": "ran", "failed": "failed", "left out": "left out", "not run": "not run in time"}


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def measuring_programs(root: Path = ROOT) -> list[Path]:
    """Each takes --device and --out, and writes what pages show."""
    return sorted((root / "benchmarks").glob("gpu_*.py"))


# On the borrowed machine


class Results:
    """What came of the programs so far, and the archive of it, which is whole at any time."""

    def __init__(self, archive: Path, device: str) -> None:
        self.archive, self.device, self.written = archive, device, 0.0
        self.machine: dict[str, str] = {}
        self.programs: dict[str, dict[str, Any]] = {}
        self.measured: dict[str, dict[str, str]] = {}
        self.files: dict[str, str] = {}
        self.begin = time.monotonic()

    def add(self, run: Run, how: str, why: str = "") -> None:
        name = run.snippet.name
        entry: dict[str, Any] = {"how": how, "why": why, "digest": run.snippet.digest}
        if how == "ran":
            self.files[f"outputs/{name}.out"] = normalise(run.output)
            entry["stamp"] = record.stamp_of(run, self.device, self.machine)
        if how == "failed":
            self.files[f"failures/{name}.txt"], entry["why"] = why + "\n", last_line(why)
        self.programs[name] = entry
        print(f"{how}: {name} {entry['why']}", flush=True)

    def index(self) -> str:
        digests = {name: digest(text.encode()) for name, text in self.files.items()}
        parts = {"machine": self.machine, "programs": self.programs, "measured": self.measured}
        took = round(time.monotonic() - self.begin)
        return json.dumps({"device": self.device, "seconds": took, "files": digests, **parts})

    def write(self, every: float = 0) -> None:
        """Now, or if that was not done in the last so many seconds."""
        if time.monotonic() - self.written < every:
            return
        beside = self.archive.with_name(f".{self.archive.name}.part")
        with tarfile.open(beside, "w:gz", compresslevel=6) as tar:
            for name, text in {INDEX: self.index(), **self.files}.items():
                data = text.encode()
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
        beside.replace(self.archive)
        self.written = time.monotonic()


def last_line(text: str) -> str:
    """The exception's own line of a failure, or what there is instead."""
    lines = [line for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Interrupt)\b", line)]
    return (errors or lines[:1] or [""])[0][:200]


def run(asked: argparse.Namespace) -> int:
    """All programs, then the measurements; what does not fit into the limit is listed."""
    results = Results(asked.archive, asked.device)
    begin = results.begin
    end = begin + asked.limit - min(10.0, asked.limit / 20)  # the last archive must be written too
    every, faults = snippets.read_all()
    if asked.only:
        every = [s for s in every if s.name in asked.only.split(",")]
    measuring = [] if asked.only else measuring_programs()
    elsewhere = releases.here() != Stamps().release()  # another torch may warn of other things
    runner = Runner(asked.device, lenient=elsewhere)  # before torch: it may have to hide a GPU
    machine = results.machine = record.describe()
    if asked.device not in machine:
        sys.exit(f"torch {machine['torch']} sees no {asked.device} here")
    for fault in faults:
        print(f"cannot be read: {fault}", file=sys.stderr)
    asked.archive.parent.mkdir(parents=True, exist_ok=True)
    results.write()  # whether it can be written should show now
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    jobs = asked.jobs or jobs_here(asked.device)
    try:
        reserved = min(240.0, (end - begin) * 0.45) if measuring else 0.0
        run_programs(runner, order(every, Stamps()), results, jobs, end - reserved)
        if not asked.only:
            compare_with_cpu(every, results, jobs, (end - time.monotonic()) / 3)
        for program in measuring:
            measure(program, asked.device, results, end)
    finally:  # also when it is stopped
        for snippet in every:
            if snippet.name not in results.programs:
                results.add(Run(snippet), "not run", LATE)
        results.write()
        end_descendants()
    told = [entry["how"] for entry in results.programs.values()]
    print(", ".join(f"{told.count(how)} {words}" for how, words in TOLD.items()))
    took = time.monotonic() - results.begin
    print(f"{asked.archive}: {asked.archive.stat().st_size} bytes, after {took:.0f} s")
    return 0 if "failed" not in told and "not run" not in told else 1


def jobs_here(device: str) -> int:
    """So many programs at a time: one for each core, but for each 2 GiB of the GPU's memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if device != "cuda":
        return cores or 1
    import torch

    memory = torch.cuda.get_device_properties(0).total_memory
    return max(1, min(cores or 1, int(memory) // 2**31))


def order(every: list[Snippet], stamps: Stamps) -> list[Snippet]:
    """First those that need a GPU, then those that use one, then the rest; long ones first."""

    def key(snippet: Snippet) -> tuple[int, float]:
        uses = 1 if re.search(r"accelerator|cuda", snippet.source) else 2
        last = stamps.entries.get(snippet.name, {}).get("cpu", {}).get("seconds", 0.0)
        return 0 if snippet.requires else uses, -last

    return sorted(every, key=key)


def run_programs(
    runner: Runner, every: list[Snippet], results: Results, jobs: int, end: float
) -> None:
    """Each at most twice as long as its metadata allows: a cold machine loads slowly."""
    fresh = not forks(runner, every)

    def attempt(snippet: Snippet) -> tuple[Run, bool]:
        left = end - time.monotonic()
        if reason := snippets.missing(snippet, runner.features):
            return Run(snippet, skipped=reason), True
        if left < AT_LEAST:
            return Run(snippet), False
        allowed = int(min(2 * snippet.timeout, left))
        own_time = allowed == 2 * snippet.timeout
        snippet = replace(snippet, timeout=allowed, fresh=snippet.fresh or fresh)
        try:
            run = runner.run(snippet)
        except Exception:  # whatever it is, the others go on
            return Run(snippet, error=traceback.format_exc()), True
        return run, own_time or not run.error.startswith("killed after")

    pool = ThreadPoolExecutor(jobs)
    running = [pool.submit(attempt, snippet) for snippet in every]
    try:
        for future in as_completed(running, max(end - time.monotonic(), 0) + AT_LEAST):
            done, in_time = future.result()
            fault = done.error or never_warned(done, results.device)
            if not in_time:
                results.add(done, "not run", LATE)
            elif fault or done.skipped:
                results.add(done, "failed" if fault else "left out", fault or done.skipped)
            else:
                results.add(done, "ran")
            results.write(every=10)
    except TimeoutError:  # what still runs, though its own time is over
        end_descendants()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def forks(runner: Runner, every: list[Snippet]) -> bool:
    """Whether a process forked from one that has imported torch can use the device. Where it
    cannot, each program gets an interpreter of its own."""
    if runner.device == "cpu":
        return True
    needing = [s for s in every if "cuda" in s.requires and not (s.fresh or s.processes)]
    for probe in (replace(snippet, timeout=90) for snippet in needing[-3:]):
        if not runner.run(probe).error:
            return True
        if not runner.run(replace(probe, fresh=True)).error:
            return False
    return True


def measure(program: Path, device: str, results: Results, end: float) -> None:
    """Run one program of benchmarks/, alone; what it has written by its end counts."""
    left = end - time.monotonic()
    name = f"benchmarks/{program.stem}"
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        out, log = Path(folder, "out"), Path(folder, "log")
        command = [sys.executable, "-m", name.replace("/", "."), "--device", device]
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [*command, "--out", str(out)],
                cwd=ROOT,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )
        try:
            why = f"exit code {code}" if (code := process.wait(max(left, 0))) else ""
        except subprocess.TimeoutExpired:
            why = LATE
        finally:
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if out.exists():
            results.files[f"{name}.out"] = out.read_text("utf-8")
        if why:
            results.files[f"failures/{name}.txt"] = log.read_text("utf-8", "replace")[-20000:]
    results.measured[name] = {"digest": digest(program.read_bytes()), "why": why}
    print(f"measured: {name} {why}", flush=True)
    results.write()


def compare_with_cpu(every: list[Snippet], results: Results, jobs: int, left: float) -> None:
    """Where a text is not the recorded one, note what the same torch prints here on the CPU: the
    recorded one may be from another release."""
    differ = []
    for snippet in every:
        text, base = results.files.get(f"outputs/{snippet.name}.out"), recorded(snippet)
        if text and base and not same(base, text, snippet.varies):
            differ.append(snippet.name)
    if not differ or left < AT_LEAST:
        return
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        archive = Path(folder, "cpu.tar.gz")
        arguments = ["--device", "cpu", "--archive", str(archive), "--limit", str(left)]
        command = [sys.executable, "-m", "atlas.gpu", "run", *arguments, "--jobs", str(jobs)]
        command += ["--only", ",".join(differ)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, timeout=left + 10)
        if archive.exists():
            for name, text in members(archive).items():
                if name.startswith("outputs/"):
                    results.files[name.replace("outputs/", "cpu/", 1)] = text


def end_descendants() -> None:
    """End what a run that was stopped has left running (Linux)."""
    parents = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(file.parent.name)] = int(file.read_text().rpartition(")")[2].split()[1])
    ours = {os.getpid()}
    while found := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= found
    for pid in ours - {os.getpid()}:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


# At home


class BadArchive(Exception):
    """An archive of which nothing is taken: one line for each fault."""


def members(archive: Path) -> dict[str, str]:
    """The texts of an archive; nothing is unpacked. BadArchive for what it cannot be."""
    found: dict[str, str] = {}
    size = 0
    try:
        with tarfile.open(archive, "r|gz") as tar:
            for member in tar:
                name = member.name
                if not NAME.fullmatch(name):
                    raise BadArchive(f"{archive}: {name!r} is no name of a result")
                if not member.isreg() or name in found:
                    raise BadArchive(f"{archive}: {name}: not one plain file")
                size += member.size
                if member.size > LARGEST or size > IN_ALL:
                    raise BadArchive(f"{archive}: {name}: too large, {member.size} bytes")
                file = tar.extractfile(member)
                found[name] = file.read().decode() if file else ""
    except (tarfile.TarError, OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise BadArchive(f"{archive}: not a whole archive: {error}") from None
    return found


def take(asked: argparse.Namespace, root: Path = ROOT) -> int:
    """Check all, then write all."""
    try:
        files = members(asked.archive)
        index = index_of(asked.archive, files)
    except BadArchive as error:
        print(error, file=sys.stderr)
        return 1
    here = {snippet.name: snippet for snippet in snippets.read_all(root / "snippets")[0]}
    digests = {name: snippet.digest for name, snippet in here.items()}
    for program in measuring_programs(root):
        digests[f"benchmarks/{program.stem}"] = digest(program.read_bytes())
    ran = {name: entry for name, entry in index["programs"].items() if entry["how"] == "ran"}
    changed = [n for n, e in (ran | index["measured"]).items() if e["digest"] != digests.get(n)]
    for name in changed:
        print(f"{name}: has changed since it was run: another digest", file=sys.stderr)
    if changed and not asked.without_changed:
        print("nothing written (--without-changed takes the others)", file=sys.stderr)
        return 1
    device = index["device"]
    tell(index, files)
    if device == "cpu":
        print("a rehearsal on a CPU: all in order, nothing written")
        return 0
    stamps = Stamps(root / "snippets")
    for name in ran.keys() - set(changed):
        write_output(here[name], device, ran[name]["stamp"]["torch"], files)
        stamps.put(name, device, ran[name]["stamp"])
    stamps.write()
    for name in index["measured"].keys() - set(changed):
        if f"{name}.out" in files:
            (root / f"{name}.out").write_text(files[f"{name}.out"], "utf-8")
            print(f"wrote {name}.out")
    return 0


def write_output(snippet: Snippet, device: str, torch: str, files: dict[str, str]) -> None:
    """x.cuda.out, if the device is what makes the text another one, and not the release: what the
    same torch printed on the CPU says so, and without that only a text of the recorded release."""
    text, on_cpu = (files.get(f"{kind}/{snippet.name}.out", "") for kind in ("outputs", "cpu"))
    base = recorded(snippet)
    other_release = release(torch)[:2] != release(torch_of_recording(snippet, "cpu"))[:2]
    if base and (same(on_cpu, text, snippet.varies) if on_cpu else other_release):
        output_file(snippet, device).unlink(missing_ok=True)
    elif (done := keep(Run(snippet, text), device)).startswith("wrote"):
        print(done)


def index_of(archive: Path, files: dict[str, str]) -> dict[str, Any]:
    """run.json, checked against the files; BadArchive names all that does not fit."""
    try:
        index: dict[str, Any] = json.loads(files[INDEX])
        wrong = [*index_problems(index, files)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadArchive(f"{archive}: no {INDEX} as `run` writes it: {error!r}") from None
    if wrong:
        raise BadArchive("\n".join(f"{archive}: {fault}" for fault in wrong))
    return index


def index_problems(index: dict[str, Any], files: dict[str, str]) -> Iterator[str]:
    """What does not fit. KeyError, TypeError, … for what is no index at all."""
    if index["device"] not in ("cpu", "cuda"):
        yield f"unknown device {index['device']!r}"
    for name, entry in index["programs"].items():
        if entry["how"] not in TOLD or not NAME.fullmatch(f"outputs/{name}.out"):
            yield f"unknown program {name!r}, or what came of it: {entry['how']!r}"
        elif entry["how"] == "ran":
            stamp = entry["stamp"]
            bad = [k for k, v in STAMP.items() if not re.fullmatch(v, str(stamp.get(k, "")))]
            if bad or stamp.keys() != STAMP.keys() or stamp["digest"] != entry["digest"]:
                yield f"{name}: its stamp is none: {', '.join(bad) or 'keys or digest'}"
            if f"outputs/{name}.out" not in files:
                yield f"{name}: ran, but its output is missing"
    yield from (f"unknown {n!r}" for n in index["measured"] if not NAME.fullmatch(f"{n}.out"))
    for name in index["files"].keys() | files.keys() - {INDEX}:
        if name not in files:
            yield f"{name}: is missing"
        elif index["files"].get(name) != digest(files[name].encode()):
            yield f"{name}: not the text that was printed: another digest"
        elif name.endswith(".out"):
            try:
                snippets.read_regions(Path(name), files[name])
            except snippets.SnippetError as error:
                yield str(error)


def tell(index: dict[str, Any], files: dict[str, str]) -> None:
    """What an archive holds, and each program that did not run to its end."""
    machine, programs = index["machine"], index["programs"]
    print(f"{index['device']}: {machine.get(index['device'])}, torch {machine.get('torch')}")
    told = [entry["how"] for entry in programs.values()]
    print(", ".join(f"{told.count(how)} {words}" for how, words in TOLD.items()))
    for name, entry in sorted({**programs, **index["measured"]}.items()):
        more = f" (failures/{name}.txt)" if f"failures/{name}.txt" in files else ""
        if entry.get("how") in ("failed", "not run") or (entry["why"] and "how" not in entry):
            print(f"{entry.get('how', 'not whole')}: {name}: {entry['why']}{more}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="atlas.gpu", description=__doc__)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run", help="run all programs and measurements, on a GPU")
    running.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    running.add_argument("--limit", type=float, default=540, help="seconds that all may take")
    running.add_argument("--archive", type=Path, default=Path("gpu.tar.gz"))
    running.add_argument("--jobs", type=int, help="programs at a time")
    running.add_argument("--only", help="these programs alone: names with commas")
    running.set_defaults(do=run)
    taking = commands.add_parser("take", help="take an archive in")
    taking.add_argument("archive", type=Path)
    taking.add_argument("--without-changed", action="store_true", help="but for what has changed")
    taking.set_defaults(do=take)
    asked = parser.parse_args()
    return int(asked.do(asked))


if __name__ == "__main__":
    sys.exit(main())
