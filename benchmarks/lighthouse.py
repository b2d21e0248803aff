"""Lighthouse on one page of each kind, beside the same text as the theme makes it by default:
median of three, mobile and desktop.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.lighthouse
It needs Node, and a machine that does nothing else meanwhile.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from atlas.snippets import ROOT
from measure.browser import served
from measure.chromium import advice, find_chromium
from measure.page import KINDS

LIGHTHOUSE = "lighthouse@12.8.2"  # 13 needs Node 22
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = (*KINDS, "verified/", "zh/save-load/state-dict/")
DEFAULT_PAGES = {"index": "save-load/state-dict/", "diagram": "understand/structure/"}
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-sync"


DEFAULTS = """
site_name: Defaults
theme: material
markdown_extensions:
  - attr_list
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


def with_defaults(site: Path, folder: Path) -> Path:
    """The same text as two of our pages, as the theme makes a site of it when no one asks it for
    anything: a page without and one with a diagram. Its fonts and Mermaid come from other hosts;
    where these cannot be reached, it weighs less than its readers would get."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for name, page in DEFAULT_PAGES.items():
        (docs / f"{name}.md").write_text((site / page / "index.md").read_text("utf-8"), "utf-8")
    (folder / "mkdocs.yml").write_text(DEFAULTS, "utf-8")
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(
        command, cwd=folder, check=True, env={**os.environ, **quiet}, capture_output=True
    )
    return folder / "site"


def measure(address: str, mobile: bool, folder: Path) -> dict[str, float]:
    """One run: the four scores (0 to 100), LCP in seconds, CLS, KiB transferred."""
    report = folder / "report.json"
    command = ["npx", "--prefix", str(folder), "lighthouse", address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={CHROME}"]
    command += [] if mobile else ["--preset=desktop"]
    environment = {**os.environ, "CHROME_PATH": find_chromium()}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    result = json.loads(report.read_text("utf-8"))
    scores = {c: 100 * (result["categories"][c]["score"] or 0) for c in CATEGORIES}
    audits = result["audits"]
    return scores | {
        "LCP s": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
        "KiB": audits["total-byte-weight"]["numericValue"] / 1024,
    }


def report(site: Path, name: str, address: str, rounds: int, folder: Path) -> None:
    """Two lines: medians on a phone, and on a desktop."""
    with served(site) as (top, _):
        for mobile in (True, False):
            runs = [measure(top + address, mobile, folder) for _ in range(rounds)]
            row = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            print(f"{name:<40}{'mobile' if mobile else 'desktop':<9}", end="")
            print("".join(f"{row[c]:>15.0f}" for c in CATEGORIES), end="")
            print(f"{row['LCP s']:>8.2f}{row['CLS']:>8.3f}{row['KiB']:>8.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, help="below the site's root")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if not (asked.site / "index.html").exists():
        raise SystemExit(f"{asked.site} is not built: python dev.py build")
    if not find_chromium():
        raise SystemExit(advice())
    if not shutil.which("npm"):
        raise SystemExit("Lighthouse needs Node 18 or newer, which brings npm.")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        install = ["npm", "install", "--silent", "--no-audit", "--prefix", folder, LIGHTHOUSE]
        subprocess.run(install, check=True)
        print(f"{LIGHTHOUSE}, median of {asked.rounds}")
        print(f"{'page':<49}" + "".join(f"{c:>15}" for c in CATEGORIES), end="")
        print(f"{'LCP s':>8}{'CLS':>8}{'KiB':>8}")
        defaults = with_defaults(asked.site, folder / "defaults")
        for name, page in DEFAULT_PAGES.items():
            address = "" if name == "index" else f"{name}/"
            report(defaults, f"theme's defaults: /{page}", address, asked.rounds, folder)
        for page in asked.pages:
            report(asked.site, f"/{page}", page, asked.rounds, folder)


if __name__ == "__main__":
    main()
