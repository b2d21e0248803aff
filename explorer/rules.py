"""Find out what each torch release lets a file do, and write it into checkpoint.py.

    python -m explorer.rules                    what the installed torch does, checked
    python -m explorer.rules --renew FOLDER     of all releases; FOLDER/2.6.0, … are others

Nothing is copied from torch's source: its unpickler is asked, instruction by instruction.
"""

import argparse
import collections
import hashlib
import inspect
import io
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("checkpoint.py")
BLOCK = re.compile(r'(?<=RULES = json\.loads\(\n    r""")[^\0]*?(?=""")')
RELEASES = ("2.6.0", "2.9.1", "2.11.0", "2.13.0", "2.14.1", "2.15.0")
SHARED = ("names", "renamed", "storages", "modules")
Rules = dict[str, Any]


def attempt(program: bytes) -> str:
    """What torch's unpickler says to a pickle: "" if it accepts it."""
    from torch import _weights_only_unpickler as unpickler

    try:
        unpickler.load(io.BytesIO(program), encoding="utf-8")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


class ListSubclass(list[Any]):
    pass


def named(function: Any) -> bytes:
    return f"c{function.__module__}\n{function.__qualname__}\n".encode()


def allowed(functions: list[Any], program: bytes) -> bool:
    import torch

    with torch.serialization.safe_globals(functions):
        return not attempt(program)


def supported_opcodes() -> list[int]:
    found = (op for op in range(256) if "Unsupported operand" not in attempt(bytes([op])))
    return list(found)


def needs_import() -> list[str]:
    """Names that the unpickler would know if a module were imported: it says so."""
    from torch import _weights_only_unpickler as unpickler

    names = set(re.findall(r'"(torch\.[\w.]+)"', inspect.getsource(unpickler)))
    programs = {name: "c{}\n{}\n.".format(*name.rsplit(".", 1)).encode() for name in names}
    return sorted(name for name in names if "must be imported" in attempt(programs[name]))


def accepts_changed(change: Callable[[dict[str, bytes]], None]) -> bool:
    """Whether it loads a file whose archive was changed."""
    import torch

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "changed.pt")
        torch.save(torch.zeros(4), file)
        with zipfile.ZipFile(file) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        change(entries)
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        try:
            torch.load(file, weights_only=True)
        except Exception:
            return False
        return True


def reads_safetensors() -> bool:
    import torch

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "empty.safetensors")
        file.write_bytes(struct.pack("<Q", 2) + b"{}")
        try:
            return bool(torch.load(file) == {})
        except Exception:
            return False


def validates_sparse() -> bool:
    import torch

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file = Path(folder, "sparse.pt")
        wrong = torch.sparse_coo_tensor(
            torch.tensor([[9]]), torch.tensor([1.0]), (2,), check_invariants=False
        )
        torch.save(wrong, file)
        try:
            torch.load(file, weights_only=True)
        except Exception:
            return True
        return False


def sources() -> Iterable[Callable[..., Any]]:
    import torch
    from torch import _utils, _weights_only_unpickler, serialization

    yield _weights_only_unpickler
    yield from (serialization.load, serialization._load, serialization._legacy_load)
    yield from (serialization._is_zipfile, torch._tensor._rebuild_from_type_v2)
    yield from (f for name, f in sorted(vars(_utils).items()) if name.startswith("_rebuild"))


def fingerprint() -> str:
    """Of all code that the rules are about: it changes if that does."""
    text = "".join(map(inspect.getsource, sources()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rules() -> Rules:
    """Those of the installed torch."""
    import torch
    from torch import _weights_only_unpickler as unpickler
    from torch.serialization import StorageType

    known = unpickler._get_allowed_globals()

    fill = named(collections.defaultdict) + b")RK\x01K\x02s."
    return {
        "source": fingerprint(),
        "names": sorted({*known, *unpickler._get_user_allowed_globals()}),
        "storages": {
            name: str(value.dtype) for name, value in known.items() if type(value) is StorageType
        },
        "opcodes": supported_opcodes(),
        "blocked": list(unpickler._blocklisted_modules),
        "needs_import": needs_import(),
        "setitem_any": allowed([collections.defaultdict], fill),
        "append_subclass": allowed([ListSubclass], named(ListSubclass) + b")\x81K\x01a."),
        "short_record": accepts_changed(lambda e: e.update({"changed/data/0": bytes(12)})),
        "other_folders": accepts_changed(lambda e: e.update({"another/x": b"x"})),
        "reads_alignment": not accepts_changed(
            lambda e: e.update({"changed/.storage_alignment": b"x"})
        ),
        "safetensors": reads_safetensors(),
        "validates_sparse": validates_sparse(),
        "modules": dict(torch._utils.IMPORT_MAPPING),
        "renamed": {".".join(a): ".".join(b) for a, b in torch._utils.NAME_MAPPING.items()},
    }


def of_release(release: str, folder: Path) -> Rules:
    """The rules of one release: a process with that torch prints them."""
    import torch

    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if torch.__version__.split("+")[0] != release:
        environment["PYTHONPATH"] = str(folder / release)
    command = [sys.executable, "-W", "ignore", "-m", "explorer.rules", "--print"]
    run = subprocess.run(
        command, env=environment, cwd=FILE.parent.parent, stdout=subprocess.PIPE, check=True
    )
    found: Rules = json.loads(run.stdout)
    if found.pop("release") != release:
        raise SystemExit(f"{folder / release} is another torch")
    return found


def together(releases: dict[str, Rules]) -> Rules:
    """What all have in common once, and what differs by release."""
    names = {release: set(one["names"]) for release, one in releases.items()}
    common = set.intersection(*names.values())
    every = list(releases.values())
    assert all(one["modules"] == every[0]["modules"] for one in every)
    renamed = dict(set.intersection(*(set(one["renamed"].items()) for one in every)))
    storages = {name: dtype for one in every for name, dtype in one["storages"].items()}
    others = {
        release: {
            "names": sorted(names[release] - common),
            "renamed": {k: v for k, v in sorted(one["renamed"].items()) if k not in renamed},
            **{k: v for k, v in one.items() if k not in SHARED},
        }
        for release, one in releases.items()
    }
    return {
        "common": sorted(common),
        "storages": dict(sorted(storages.items())),
        "modules": every[0]["modules"],
        "renamed": dict(sorted(renamed.items())),
        "releases": others,
    }


def text_of(found: Rules) -> str:
    """As JSON, a line for each part."""
    lines = [f'"{key}": {short(value)}' for key, value in found.items() if key != "releases"]
    each = [f'"{release}": {short(one)}' for release, one in found["releases"].items()]
    return "{" + ",\n".join([*lines, '"releases": {\n' + ",\n".join(each) + "}"]) + "}"


def short(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def written() -> Rules:
    """Those in checkpoint.py."""
    block = BLOCK.search(FILE.read_text("utf-8"))
    assert block
    found: Rules = json.loads(block.group())
    return found


def problems() -> list[str]:
    """How the installed torch differs from the rules in checkpoint.py for its release."""
    import torch

    release = torch.__version__.split("+")[0]
    known = written()["releases"]
    if release not in known:
        return [f"checkpoint.py has no rules of torch {release}: python -m explorer.rules --renew"]
    now = together({release: rules()})
    mine = {**known[release], "names": sorted({*written()["common"], *known[release]["names"]})}
    here = {**now["releases"][release], "names": now["common"]}
    return [
        f"torch {release}: {key} is no longer what checkpoint.py says"
        for key in here
        if key != "renamed" and here[key] != mine[key]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--renew", metavar="FOLDER", type=Path)
    parser.add_argument("--print", action="store_true", help="those of the installed torch")
    options = parser.parse_args()
    if options.print:
        import torch

        print(json.dumps({"release": torch.__version__.split("+")[0], **rules()}))
    elif options.renew:
        found = together({release: of_release(release, options.renew) for release in RELEASES})
        text = text_of(found)
        FILE.write_text(BLOCK.sub(lambda _: text, FILE.read_text("utf-8")), "utf-8", newline="\n")
    elif found_problems := problems():
        sys.exit("\n".join(found_problems))
    else:
        print("The installed torch is as checkpoint.py says.")


if __name__ == "__main__":
    main()
