"""Renew the site's own copy of Mermaid, or verify it with --check (no network, no npm).

tools/vendor_mermaid/ pins what the copy is built from and says what stays in it. The copy is
committed, so that neither a build of the site nor its readers need npm or another host.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECIPE = ROOT / "tools" / "vendor_mermaid"
TARGET = ROOT / "theme" / "assets" / "vendor" / "mermaid"
FILES = ("LICENSE", "mermaid.min.js")
COMMAND = "python tools/vendor_mermaid.py"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(folder: Path) -> list[str]:
    """What is wrong with the copy in this folder; nothing if it is as its manifest says."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return [f"{manifest.name} is missing"]
    recorded: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    present = {path.name for path in folder.iterdir()} - {manifest.name}
    found = [f"{name} is not in {manifest.name}" for name in sorted(present - recorded.keys())]
    for name in sorted(recorded.keys() | FILES):
        if name not in recorded or name not in present:
            found.append(f"{name} is missing")
        elif sha256(folder / name) != recorded[name]:
            found.append(f"{name} has changed since it was vendored")
    return found


def run(folder: Path, *command: str) -> None:
    """Run a program of Node.js there; it speaks for itself where it fails."""
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"{command[0]} was not found: renewing Mermaid needs Node.js with npm.")
    if subprocess.run([program, *command[1:]], cwd=folder).returncode:
        sys.exit(f"This failed, and the copy of Mermaid stays as it was: {' '.join(command)}")


def renew(folder: Path) -> None:
    """Build the copy from the pinned packages and put it into this folder."""
    with tempfile.TemporaryDirectory() as scratch:
        build = Path(scratch)
        for name in ("package.json", "package-lock.json", "build.mjs"):
            shutil.copy(RECIPE / name, build)
        run(build, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        run(build, "node", "build.mjs")
        mermaid, *others = json.loads((build / "packages.json").read_text(encoding="utf-8"))
        manifest = {
            **mermaid,
            "diagrams": ["flowchart", "sequence"],
            "contains": others,
            "renewed_by": COMMAND,
            "sha256": {name: sha256(build / name) for name in FILES},
        }
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(build / name, folder)
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare the checksums")
    if not parser.parse_args().check:
        renew(TARGET)
    if found := problems(TARGET):
        sys.exit(f"The copy of Mermaid: {'; '.join(found)}. To renew it: {COMMAND}")
    print(f"The copy of Mermaid in {TARGET.relative_to(ROOT).as_posix()} is as its manifest says.")


if __name__ == "__main__":
    main()
