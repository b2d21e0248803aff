"""Renew our own copy of MicroPython, or only verify it.

    python -m explorer.vendor             verify
    python -m explorer.vendor --renew     take the pinned version from npm (needs Node.js)

A page that is read from a disk may fetch nothing, so what browsers get is one script that brings
both along: MicroPython as WebAssembly, compressed, and the script that starts it.
"""

import argparse
import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).with_name("micropython")
PACKAGE = "@micropython/micropython-webassembly-pyscript@1.27.0"
INTEGRITY = "sha512-DnXx4EqxgkeaFESrS3uKrL7mLMk4mRTd0mMzaOd3HUSiZUOAE7t11uLnjf3ftF87N2xm4knHnWEKcVK4IYIUDA=="
FILES = ("LICENSE", "micropython.js")
# A worker that is made of a text has no address of its own, and is no module.
EDITS = (("import.meta.url", "self.location.href"), ("export default ", ""),
         ("export async function", "async function"))  # fmt: skip


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the copy; nothing if it is as its manifest says."""
    recorded = json.loads((folder / "manifest.json").read_text("utf-8"))["sha256"]
    found = [f"{name} is missing" for name in FILES if not (folder / name).is_file()]
    return found or [
        f"{name} has changed since it was vendored"
        for name in FILES
        if sha256(folder / name) != recorded[name]
    ]


def script(wasm: bytes, starter: str) -> str:
    """What browsers get."""
    for old, new in EDITS:
        if old not in starter:
            raise SystemExit(f"the script of MicroPython has no {old!r}: it has changed")
        starter = starter.replace(old, new)
    packed = base64.b64encode(gzip.compress(wasm, 9, mtime=0)).decode()
    return f"self.MICROPYTHON = {json.dumps({'wasm': packed, 'script': starter})};\n"


def renew(folder: Path = FOLDER) -> None:
    npm = shutil.which("npm")
    if not npm:
        sys.exit("npm was not found: to renew the copy, install Node.js.")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=scratch, check=True)
        archive = next(Path(scratch).glob("*.tgz"))
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != INTEGRITY:
            sys.exit(f"{PACKAGE} is not the file that is pinned: {found}")
        with tarfile.open(archive) as files:
            files.extractall(scratch, filter="data")
        package = Path(scratch, "package")
        starter = (package / "micropython.mjs").read_text("utf-8")
        made = script((package / "micropython.wasm").read_bytes(), starter)
    (folder / "micropython.js").write_text(made, "utf-8", newline="\n")
    manifest = {"package": PACKAGE, "sha256": {name: sha256(folder / name) for name in FILES}}
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, "utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--renew", action="store_true")
    if parser.parse_args().renew:
        renew()
    if found := problems():
        sys.exit(f"The copy of MicroPython: {'; '.join(found)}")
    print("The copy of MicroPython is as its manifest says.")


if __name__ == "__main__":
    main()
