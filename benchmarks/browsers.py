"""The built site in Firefox and in WebKit, hosted and unpacked: what a reader does there.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.browsers
It needs, on Debian or Ubuntu: apt install firefox-esr webkit2gtk-driver xvfb, and in .venv:
pip install selenium==4.51.0 marionette-driver==3.7.1

On each page: no error, nothing that is not found, nothing wider than the window, each text of a
drawing in its box, a drawing opened large, the other palette, and an answer of the search; on the
page of errors an answer of the field. Tests do the same and more, in Chromium.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from atlas.offline import FOLDER, NAME
from atlas.snippets import ROOT
from measure import drawings
from measure.browser import served
from measure.page import KINDS

PAGES = (*KINDS, "verified/", "zh/save-load/state-dict/", "zh/understand/structure/")
# Its sandbox needs rights that a container may not give; only our own pages are opened.
PLACE = {"DISPLAY": ":77", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
WEBKIT = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"
# Stands first in each page, and notes what goes wrong from then on.
WATCH = """<script>
    window.faults = [];
    const note = ({ message, target }) => faults.push(message || `not found: ${target.src}`);
    addEventListener("error", note, true);
    addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
    const { error } = console;
    console.error = (...all) => { faults.push(all.join(" ")); error(...all); };
</script>"""
USED = """
    const faults = [...window.faults];
    const wait = async (what, found) => {
        for (const end = Date.now() + 20000; Date.now() < end;) {
            if (found()) return true;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        faults.push(`${what}: no answer`);
        return false;
    };
    const $ = (selector) => document.querySelector(selector);
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) faults.push(`${wide} px wider than the window`);
    OUTSIDE
    const button = $(".diagram__enlarge");
    if (button) {
        button.click();
        const opened = await wait("enlarge", () => $("dialog.enlarged[open] .drawing"));
        if (opened) $("dialog.enlarged button").click();
    }
    const before = document.body.dataset.mdColorScheme;
    for (let n = 0; n < 3 && document.body.dataset.mdColorScheme === before; n++) {
        $("form[data-md-component=palette] label:not([hidden])").click();
    }
    if (document.body.dataset.mdColorScheme === before) faults.push("the palette stays");
    $("#__search").checked = true;
    $("#__search").dispatchEvent(new Event("change"));
    const query = $("input[name=query]");
    query.focus();
    query.value = "state_dict";
    for (const type of ["input", "keyup"]) query.dispatchEvent(new Event(type, { bubbles: true }));
    await wait("search", () => $(".md-search-result__item a")?.href.includes("state-dict"));
    const field = $("#paste-error");
    if (field) {
        field.value = "RuntimeError: Attempting to deserialize object on a CUDA device but "
            + "torch.cuda.is_available() is False.";
        $(".paste-error").requestSubmit();
        await wait("field", () => $(".paste-error__answer a"));
    }
    return JSON.stringify([...new Set([...faults, ...window.faults])]);
"""


ASKED = "const done = arguments[0]; (async () => {{ {} }})().then(done, (e) => done(String(e)));"


class Driver(Protocol):
    """What this program asks of a browser. run: of a script with `await`, what it returns."""

    name: str

    def open(self, address: str) -> None: ...
    def run(self, script: str) -> Any: ...


@contextmanager
def firefox() -> Iterator[Driver]:
    """Firefox, driven by its own protocol."""
    from marionette_driver.marionette import Marionette

    profile = tempfile.mkdtemp()
    command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    client = Marionette("127.0.0.1", port=2828)
    client.raise_for_port(timeout=60)
    client.start_session()
    client.timeout.script = 120

    class Firefox:
        name = f"Firefox {client.session_capabilities['browserVersion']}"

        def open(self, address: str) -> None:
            client.navigate(address)

        def run(self, script: str) -> Any:
            return client.execute_async_script(ASKED.format(script), sandbox=None)

    try:
        yield Firefox()
    finally:
        client.delete_session()
        process.terminate()
        process.wait()
        shutil.rmtree(profile, ignore_errors=True)


@contextmanager
def webkit() -> Iterator[Driver]:
    """WebKit, as GNOME's browser has it, on a display that nobody sees."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = WEBKIT
    options.add_argument("--automation")
    options.add_argument("--geometry=1280x900")
    display = subprocess.Popen(["Xvfb", ":77", "-screen", "0", "1280x1000x24"])
    service = Service("/usr/bin/WebKitWebDriver", env={**os.environ, **PLACE})
    driver = webdriver.WebKitGTK(options, service)
    driver.set_script_timeout(120)

    class WebKit:
        name = f"WebKitGTK {driver.capabilities['browserVersion']}"

        def open(self, address: str) -> None:
            driver.get(address)

        def run(self, script: str) -> Any:
            return driver.execute_async_script(ASKED.format(script))

    try:
        yield WebKit()
    finally:
        driver.quit()
        display.terminate()


def watched(folder: Path) -> Path:
    """The same site, with the watch in each page."""
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(text.replace("<head>", f"<head>{WATCH}", 1), "utf-8")
    return folder


def faults(driver: Driver, address: str) -> list[str]:
    """What goes wrong for a reader of this page."""
    driver.open(address)
    time.sleep(0.5)
    outside = f"faults.push(...(() => {{ {drawings.SHARED} return ({drawings.OUTSIDE})(); }})());"
    said = driver.run(USED.replace("OUTSIDE", outside))
    try:
        found: list[str] = json.loads(said)
    except (TypeError, ValueError):
        return [str(said)]
    return found


def main() -> None:
    count = 0
    print("$ python -m benchmarks.browsers")
    with tempfile.TemporaryDirectory() as scratch:
        hosted = Path(scratch, "hosted")
        shutil.copytree(ROOT / "site", hosted)
        with zipfile.ZipFile(hosted / NAME) as packed:
            packed.extractall(scratch)
        watched(hosted)
        unpacked = watched(Path(scratch, FOLDER))
        with served(hosted) as (address, _):
            for browser in (firefox, webkit):
                with browser() as driver:
                    print(driver.name)
                    for page in PAGES:
                        for place in (f"{address}{page}", f"{unpacked.as_uri()}/{page}index.html"):
                            found = faults(driver, place)
                            count += len(found)
                            how = place.partition(":")[0]
                            print(
                                f"  {how:5} /{page:28}", "; ".join(found) or "no fault", flush=True
                            )
    if count:
        raise SystemExit(f"{count} faults")


if __name__ == "__main__":
    main()
