"""Renew our own copy of Mermaid, or only verify it, with --check.

atlas/vendor_recipe/ pins what it is taken from. It is committed, so that neither a drawing nor a
build of the site needs npm or another host. Nor does --check.
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
FOLDER = ROOT / "drawings" / "mermaid"  # not in the theme: no reader needs it
FILES = ("LICENSE", "mermaid.min.js")
COMMAND = "python dev.py vendor"
LINE = f"\n\n{'-' * 80}\n\n"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the copy in a folder; nothing if it is as its manifest says."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return [f"{manifest.name} is missing"]
    recorded: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    present = {path.name for path in folder.iterdir()} - {manifest.name}
    found = []
    for name in sorted(present.union(recorded, FILES)):
        if name not in present:
            found.append(f"{name} is missing")
        elif name not in recorded:
            found.append(f"{name} is not in {manifest.name}")
        elif sha256(folder / name) != recorded[name]:
            found.append(f"{name} has changed since it was vendored")
    return found


def licence(package: Path) -> str:
    """The licence that a package comes with, below its name and version."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    files = sorted(
        f for f in package.iterdir() if f.name.lower().startswith(("license", "licence"))
    )
    text = files[0].read_text(encoding="utf-8") if files else "No licence file comes with it."
    name = f"{about['name']} {about['version']} ({about.get('license', 'see below')})"
    return f"{name}\n\n{text.strip()}"


def renew(folder: Path = FOLDER) -> None:
    """Take the script that the pinned package has for browsers, in which others are bundled, and
    the licences of all of them."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(RECIPE / name, scratch)
        npm = shutil.which("npm")
        if not npm:
            sys.exit("npm was not found: to renew the copy, install Node.js.")
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(install, cwd=scratch).returncode:
            sys.exit("npm failed, and the copy stays as it was.")
        lock = json.loads(Path(scratch, "package-lock.json").read_text(encoding="utf-8"))
        bundled = sorted(name for name in lock["packages"] if name != "")
        licences = LINE.join(licence(Path(scratch, name)) for name in bundled)
        mermaid = Path(scratch, "node_modules/mermaid")
        shutil.copy(mermaid / "dist" / "mermaid.min.js", folder)
        version = json.loads((mermaid / "package.json").read_text(encoding="utf-8"))["version"]
    (folder / "LICENSE").write_text(licences + "\n", encoding="utf-8", newline="\n")
    manifest = {
        "version": version,
        "renewed_by": COMMAND,
        "sha256": {name: sha256(folder / name) for name in FILES},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare the checksums")
    if not parser.parse_args().check:
        renew()
    if found := problems():
        sys.exit(f"The copy of Mermaid: {'; '.join(found)}. To renew it: {COMMAND}")
    print(f"The copy of Mermaid in {FOLDER.relative_to(ROOT).as_posix()} is as its manifest says.")


if __name__ == "__main__":
    main()
