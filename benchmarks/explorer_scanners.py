"""The public test files of scanners of pickles: what is dangerous in them is said, and none that
torch refuses is called accepted. They are not kept here: fetch them first, for instance with

    git clone --depth 1 https://github.com/mmaitre314/picklescan
    python -m benchmarks.explorer_scanners picklescan/tests

Torch only ever reads them with weights_only=True.
"""

import argparse
import re
from pathlib import Path

from explorer.checkpoint import open_file, report
from explorer.oracle import HERE, together

# What their own names call harmful
HARMFUL = re.compile(
    "malicious|GHSA|exploit|sploit|bypass|inject|FileIO|FileHandler|CodeType|urlopen|dns"
    "|attack|evil|exec|nested_pickle|unsafe"
)
LEFT = (".py", ".md", ".7z")  # no files of ours, or none that can be looked into


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    files = [path for folder in parser.parse_args().folders for path in sorted(folder.rglob("*"))]
    files = [path for path in files if path.is_file() and path.suffix not in LEFT]
    missed = wrong = harmful = 0
    for path, torchs in zip(files, together(files), strict=True):
        made = report(open_file(str(path)))
        # Nothing in a safetensors file is run, whatever its metadata say.
        called_harmful = HARMFUL.search(path.name) and made["kind"] != "safetensors"
        harmful += bool(called_harmful)
        if called_harmful and not made["danger"]:
            missed += 1
            print(f"missed: {path.name}, a {made['kind']}, names {made['globals']}")
        if made["releases"][HERE]["status"] != torchs["status"]:
            wrong += 1
            print(f"{path.name}: {made['releases'][HERE]['status']}, torch: {torchs}")
    print(
        f"{len(files)} files, {harmful} harmful: {missed} missed; {wrong} other than torch {HERE}"
    )


if __name__ == "__main__":
    main()
