"""CPython and MicroPython say the same of each file, with the same checkpoint.py. Needs Node.js.

    python -m benchmarks.explorer_micropython CORPUS

CORPUS: what `python -m explorer.corpus CORPUS` has written.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from atlas.snippets import ROOT
from explorer.checkpoint import open_file, report

DRIVER = Path(__file__).with_suffix(".mjs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    found = sorted(parser.parse_args().corpus.rglob("*"))
    files = [str(path) for path in found if path.is_file()]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "made.json")
        subprocess.run(["node", DRIVER, ROOT, target, *files], check=True)
        made = json.loads(target.read_text("utf-8"))
    different = 0
    for name in files:
        mine = json.loads(json.dumps(report(open_file(name))))
        theirs = made["reports"][name]
        if mine != theirs:
            different += 1
            parts = [key for key in mine if mine[key] != theirs.get(key)]
            print(f"{Path(name).name}: {theirs.get('crash') or parts}")
    print(f"{len(files)} files, {different} of which MicroPython says something else")


if __name__ == "__main__":
    main()
