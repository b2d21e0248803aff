"""Which torch reads what another torch has written: each release writes and reads every format.

A folder has one torch below a name for each release, as `pip install --target FOLDER/2.6.0
torch==2.6.0` makes it; the torch of this environment takes part as well. Run it again:
.venv/bin/python -m benchmarks.releases FOLDER
It writes benchmarks/releases.out for the pages.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULT = Path(__file__).with_suffix(".out")
FORMATS = {
    "pt": "torch.save",
    "safetensors": "safetensors",
    "nested": "torch.save, a nested tensor in it",
    "dcp": "DCP, a folder",
    "converted": "DCP, made one file by its own torch",
    "pt2": "torch.export.save",
}


# In a process of its own for each release: torch is imported nowhere else.


def write(folder: Path) -> None:
    import torch
    import torch.distributed.checkpoint as dcp
    from safetensors.torch import save_file
    from torch.distributed.checkpoint.format_utils import dcp_to_torch_save

    torch.manual_seed(0)
    model = torch.nn.Linear(3, 2)
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.ones(1, 3)).sum().backward()
    optimizer.step()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, folder / "pt")
    save_file(model.state_dict(), folder / "safetensors")
    rows = [torch.ones(2), torch.ones(3)]
    torch.save({"rows": torch.nested.nested_tensor(rows)}, folder / "nested")
    dcp.save({"model": model.state_dict()}, checkpoint_id=folder / "dcp")
    dcp_to_torch_save(folder / "dcp", folder / "converted")
    torch.export.save(torch.export.export(model, (torch.ones(2, 3),)), folder / "pt2.pt2")


def read(folder: Path) -> dict[str, str]:
    """What became of each format: nothing if it was read, or what was raised."""
    import torch
    import torch.distributed.checkpoint as dcp
    from safetensors.torch import load_file

    def dcp_load(path: Path) -> None:
        dcp.load({"model": torch.nn.Linear(3, 2).state_dict()}, checkpoint_id=path)

    def pt_load(path: Path) -> None:
        torch.load(path, weights_only=True)

    def pt2_load(path: Path) -> None:
        torch.export.load(f"{path}.pt2").module()(torch.ones(2, 3))

    readers: dict[str, Callable[[Path], Any]] = {"safetensors": load_file}
    readers |= {"dcp": dcp_load, "pt2": pt2_load}
    return {name: outcome(readers.get(name, pt_load), folder / name) for name in FORMATS}


def outcome(read_one: Callable[[Path], Any], path: Path) -> str:
    try:
        read_one(path)
    except BaseException as error:  # CheckpointException is no Exception
        failures = getattr(error, "failures", None)
        cause = failures[0][0] if failures else error
        text = str(cause).partition("WeightsUnpickler error: ")
        lines = (text[2] or text[0]).strip().splitlines()
        said = (lines[0] if lines else "").replace(f"{path}/", "")
        return f"{type(cause).__name__}: {said}".partition(" Please use")[0].rstrip(": ")
    return ""


# In the process that starts them.


def start(torch: Path | None, *arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.releases", *arguments]
    paths = [str(torch)] if torch else []
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([*paths, str(Path.cwd())])}
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1]


def report(names: list[str], found: dict[str, dict[str, dict[str, str]]]) -> str:
    """found: reader -> writer -> format -> what was raised."""
    width = max(map(len, names)) + 2
    rows, said = [], []
    for form, title in FORMATS.items():
        rows += ["", title, f"{'written by':<12}read by " + "".join(f"{n:<{width}}" for n in names)]
        for writer in names:
            cells = (("no" if found[reader][writer][form] else "yes") for reader in names)
            rows.append(f"{writer:<20}" + "".join(f"{cell:<{width}}" for cell in cells).rstrip())
        errors = {found[reader][writer][form] for reader in names for writer in names} - {""}
        said += [f"{title}:", *(f"    {error}" for error in sorted(errors))] if errors else []
    parts = ["$ python -m benchmarks.releases FOLDER"]
    for name, lines in {"matrix": rows[1:], "said": said, "date": [f"{date.today()}"]}.items():
        parts += [f"# --8<-- [start:{name}]", *map(str.rstrip, lines), f"# --8<-- [end:{name}]"]
    return "\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the releases, or what was written, is")
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(given.folder)
        print("written")
    elif given.read:
        print(json.dumps({f.name: read(f) for f in given.folder.iterdir()}))
    else:
        compare(given.folder)


def compare(releases: Path) -> None:
    """Let each release write, and each read what all have written; record what came of it."""
    found_in = releases.glob("*/torch")
    torches: dict[str, Path | None] = {p.parent.name: p.parent for p in found_in}
    torches[version("torch").partition("+")[0]] = None
    names = sorted(torches, key=lambda name: [int(n) for n in name.split(".")])
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            folder = Path(temporary, name)
            folder.mkdir()
            start(torches[name], "--write", str(folder))
        found = {n: json.loads(start(torches[n], "--read", temporary)) for n in names}
    RESULT.write_text(report(names, found), "utf-8")


if __name__ == "__main__":
    main()
