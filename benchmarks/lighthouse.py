"""Lighthouse on the built site: median of three per page, mobile and desktop.

Run it again (it needs Node): python dev.py build && .venv/bin/python -m benchmarks.lighthouse
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tools.chromium import advice, find_chromium
from tools.snippets import ROOT

LIGHTHOUSE = "lighthouse@12.8.2"  # 13 needs Node 22
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("", "save-load/state-dict/", "understand/structure/", "zh/save-load/state-dict/")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-sync"


class Compressed(SimpleHTTPRequestHandler):
    """Serves as any real host does: compressed (the transfers are what Lighthouse weighs)."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        import gzip

        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


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
    with tempfile.TemporaryDirectory() as folder:
        install = ["npm", "install", "--silent", "--no-audit", "--prefix", folder, LIGHTHOUSE]
        subprocess.run(install, check=True)
        handler = partial(Compressed, directory=str(asked.site))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            top = f"http://127.0.0.1:{server.server_port}/"
            print(f"{'page':<28}{'':<9}" + "".join(f"{c[:11]:>14}" for c in CATEGORIES), end="")
            print(f"{'LCP s':>8}{'CLS':>8}{'KiB':>8}")
            for page in asked.pages:
                for mobile in (True, False):
                    runs = [measure(top + page, mobile, Path(folder)) for _ in range(asked.rounds)]
                    row = {k: statistics.median(r[k] for r in runs) for k in runs[0]}
                    kind = "mobile" if mobile else "desktop"
                    print(f"/{page:<27}{kind:<9}", end="")
                    print("".join(f"{row[c]:>14.0f}" for c in CATEGORIES), end="")
                    print(f"{row['LCP s']:>8.2f}{row['CLS']:>8.3f}{row['KiB']:>8.0f}", flush=True)
            server.shutdown()


if __name__ == "__main__":
    main()
