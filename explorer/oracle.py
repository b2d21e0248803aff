"""Ask torch itself: which files of a folder it loads, where it stops, and what has to be allowed.

    PYTHONPATH=<a folder with another torch> python -m explorer.oracle FOLDER > answers.json

Each file is loaded in a process of its own, since some of them end it.
"""

import _compat_pickle
import importlib
import json
import os
import re
import signal
import sys
import warnings
from pathlib import Path
from typing import Any

import torch

from explorer.checkpoint import is_dangerous, lines_of, open_file, report

Answer = dict[str, Any]
HERE = torch.__version__.split("+")[0]
SECONDS = 60  # for one file
MOST = 60  # names in a list
TRIED = (
    "zip",
    "legacy",
    "safetensors",
    "npy",
    "npz",
    "gzip",
    "zip_in_zip",
)  # need no other package
CLASS = r"<class '([^']+)'>"


class PlainDict:
    """Allowed in the place of a class that is filled like a dict."""

    def __new__(cls, *arguments: object) -> Any:
        return {}


class PlainList:
    def __new__(cls, *arguments: object) -> Any:
        return []


def load(file: Path, **more: Any) -> Exception | None:
    try:
        torch.load(file, weights_only=True, **more)
    except Exception as error:
        return error
    return None


def refused_at(error: Exception) -> str:
    """What the message names; "" for an error that names nothing."""
    text = re.sub(r"\x1b\[\d+m", "", str(error))
    if found := re.search(r"Unsupported global: GLOBAL (\S+) was not", text):
        name = found[1]
        return name if "." in name else f"builtins.{name}"
    if found := re.search(r"unsupported GLOBAL (\S+) whose module", text):
        return found[1]
    if found := re.search(r"Unsupported operand (\d+)", text):
        return f"operand {found[1]}"
    return ""


def next_allowed(error: Exception) -> tuple[str, Any] | None:
    """What to allow so that a load goes on: a name and the object; None if nothing helps."""
    text = str(error)
    if found := re.search(r"Unsupported global: GLOBAL (\S+) was not", text):
        name = refused_at(error)
        return None if is_dangerous(name) else (name, thing(name))
    if found := re.search(rf"Can only build .* but got {CLASS}", text):
        return found[1], thing(found[1])
    if found := re.search(rf"Can only SETITEMS? .* but got {CLASS}", text):
        return found[1], PlainDict
    if found := re.search(rf"Can only (?:append|extend) .* but got {CLASS}", text):
        return found[1], PlainList
    return None


def thing(name: str) -> Any:
    """The class or function of a name; a class that stands for it if it is not installed here."""
    old, _, last = name.partition(".")
    if old in _compat_pickle.IMPORT_MAPPING:
        name = f"{_compat_pickle.IMPORT_MAPPING[old]}.{last}"
    elif old == "exceptions":
        name = f"builtins.{last}"
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:end]))
            for part in parts[end:]:
                found = getattr(found, part)
            return found
        except (ImportError, AttributeError):
            continue
    module, _, last = name.rpartition(".")
    return type(last, (), {"__module__": module})


def list_for(file: Path) -> list[str] | None:
    """The names that open a file; None if none do."""
    allowed: dict[str, Any] = {}
    for _ in range(MOST):
        with torch.serialization.safe_globals([(one, name) for name, one in allowed.items()]):
            error = load(file, map_location="cpu")
        if error is None:
            return sorted(allowed)
        if "must be imported" in str(error):
            for module in ("torch.distributed.tensor", "torch.nested", "torch._dynamo"):
                importlib.import_module(module)
            continue
        following = next_allowed(error)
        if following is None or allowed.get(following[0]) is following[1]:
            return None
        allowed[following[0]] = following[1]
    return None


def runs(lines: list[str], folder: Path) -> str:
    """What goes wrong when a program is run in a folder; "" if nothing does."""
    os.chdir(folder)
    try:
        exec("\n".join(lines), {"__name__": "program"})
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    return ""


def answer(file: Path, with_list: bool) -> Answer:
    error = load(file)
    if error is None:
        return {"status": "accepted", "refused": "", "allow": []}
    moved = load(file, map_location="cpu")
    if moved is None:
        return {"status": "accepted_with_map_location", "refused": "", "allow": []}
    return {
        "status": "refused",
        "refused": refused_at(moved),
        "allow": list_for(file) if with_list else None,
        "error": f"{type(moved).__name__}: {moved}"[:300],
    }


def program(file: Path) -> Answer:
    """Whether the lines for a file load it with the installed torch."""
    made = report(open_file(str(file)))
    if made["kind"] not in TRIED:
        return {"lines": 0, "wrong": ""}
    lines = lines_of(made, HERE)
    wrong = runs(lines, file.parent)
    missing = re.match(r"ModuleNotFoundError: No module named '(\w+)'", wrong)
    if missing and missing[1] not in ("torch", "numpy", "explorer"):  # not installed here
        return {"lines": 0, "wrong": ""}
    return {"lines": len(lines), "wrong": wrong}


def apart(file: Path, with_list: bool) -> Answer:
    """The answer of a child process; what ended it, if it was ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.alarm(SECONDS)
        try:
            found = answer(file, with_list)
            text = json.dumps({**found, **program(file)} if with_list else found)
        except BaseException as error:
            text = json.dumps({"status": "crashed", "error": repr(error)})
        os.write(writer, text.encode("utf-8", "replace"))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    status = os.waitpid(child, 0)[1]
    return json.loads(data) if data else {"status": "crashed", "error": f"signal {status}"}


def together(files: list[Path]) -> list[Answer]:
    """The answers without lists, of many files: one child process until one of them ends it."""
    found: list[Answer] = []
    while len(found) < len(files):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            with os.fdopen(writer, "wb", 0) as pipe:
                for file in files[len(found) :]:
                    signal.alarm(SECONDS)
                    pipe.write(json.dumps(answer(file, False)).encode() + b"\n")
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            found += [json.loads(line) for line in pipe if line.endswith(b"\n")]
        status = os.waitpid(child, 0)[1]
        if len(found) < len(files):
            found.append({"status": "crashed", "error": f"signal {status}"})
    return found


def differences(made: Answer, answers: dict[str, Answer]) -> list[str]:
    """How a report differs from what each torch did with the file.

    answers: release to what oracle.py printed for this file."""
    found = []
    for release, torchs in answers.items():
        mine = made["releases"][release]
        for key in ("status", "refused", "allow"):
            ours, theirs = mine[key], torchs.get(key)
            if key == "refused" and not theirs:
                continue  # the message names nothing
            if key == "allow":
                ours = ours if ours is None else sorted(ours)
            if key == "allow" and torchs["status"] != "refused":
                continue
            if ours != theirs:
                found.append(f"{release} {key}: {ours}, torch: {theirs} ({torchs.get('error')})")
                break
        if torchs.get("wrong"):
            found.append(f"{release} lines: {torchs['wrong']}")
    return found


def main() -> None:
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    folder, with_list = Path(sys.argv[1]), "--no-lists" not in sys.argv
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    made = [apart(file, True) for file in files] if with_list else together(files)
    names = (path.relative_to(folder).as_posix() for path in files)
    answers = dict(zip(names, made, strict=True))
    json.dump({"release": HERE, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
