"""Renew our own copies of Mermaid and iframe-worker, or only verify them, with --check.

atlas/vendor_recipe/ pins what the copies are taken from. They are committed, so that neither a
drawing, nor a build of the site, nor its readers need npm or another host. Nor does --check.
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
RECIPE = ROOT / "atlas" / "vendor_recipe"
FILES = {
    "mermaid": ("LICENSE", "mermaid.min.js"),  # draws the diagrams, see atlas/drawings.py
    "iframe-worker": ("LICENSE", "shim.js"),  # search on file://, see atlas/offline.py
}
FOLDERS = {
    "mermaid": ROOT / "drawings" / "mermaid",  # not in the theme: no reader needs it
    "iframe-worker": ROOT / "theme" / "assets" / "vendor" / "iframe-worker",
}
COMMAND = "python dev.py vendor"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(folder: Path) -> list[str]:
    """What is wrong with the copy in this folder, which has its package's name; nothing if it is as
    its manifest says."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return [f"{manifest.name} is missing"]
    recorded: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    present = {path.name for path in folder.iterdir()} - {manifest.name}
    found = []
    for name in sorted(present.union(recorded, FILES[folder.name])):
        if name not in present:
            found.append(f"{name} is missing")
        elif name not in recorded:
            found.append(f"{name} is not in {manifest.name}")
        elif sha256(folder / name) != recorded[name]:
            found.append(f"{name} has changed since it was vendored")
    return found


def run(folder: Path, *command: str) -> None:
    """Run a program of Node.js there; it speaks for itself where it fails."""
    program = shutil.which(command[0])
    if program is None:
        sys.exit(f"{command[0]} was not found: renewing the copies needs Node.js with npm.")
    if subprocess.run([program, *command[1:]], cwd=folder).returncode:
        sys.exit(f"This failed, and the copies stay as they were: {' '.join(command)}")


def renew(folders: dict[str, Path]) -> None:
    """Take the copies out of the pinned packages and put each into its folder."""
    with tempfile.TemporaryDirectory() as scratch:
        build = Path(scratch)
        for name in ("package.json", "package-lock.json", "build.mjs"):
            shutil.copy(RECIPE / name, build)
        run(build, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        run(build, "node", "build.mjs")
        for package, files in FILES.items():
            made, target = build / "made" / package, folders[package]
            about = json.loads((made / "about.json").read_text(encoding="utf-8"))
            about |= {"renewed_by": COMMAND, "sha256": {n: sha256(made / n) for n in files}}
            target.mkdir(parents=True, exist_ok=True)
            for name in files:
                shutil.copy(made / name, target)
            text = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
            (target / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare the checksums")
    if not parser.parse_args().check:
        renew(FOLDERS)
    for package, folder in FOLDERS.items():
        if found := problems(folder):
            sys.exit(f"The copy of {package}: {'; '.join(found)}. To renew it: {COMMAND}")
        place = folder.relative_to(ROOT).as_posix()
        print(f"The copy of {package} in {place} is as its manifest says.")


if __name__ == "__main__":
    main()
