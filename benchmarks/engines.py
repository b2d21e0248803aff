"""The site in the browsers that are not Chromium: Firefox, and WebKit, the engine of Safari.

Run it again: python dev.py build
    .venv/bin/python -m pip install selenium==4.51.0 marionette-driver==3.7.1
    xvfb-run .venv/bin/python -m benchmarks.engines firefox webkit

One page of each kind in both languages, from a host and from the unpacked zip, wide and narrow.
On Debian: apt-get install firefox-esr webkit2gtk-driver xvfb. On a Mac, after `safaridriver
--enable`: safari instead of webkit (this one was not tried yet).
"""

import argparse
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from atlas.snippets import ROOT
from measure.browser import served
from measure.page import KINDS

PAGES = (*KINDS, "verified/")
WIDTHS = (1280, 500)  # windows can hardly be narrower
SEARCHES = {"en": ("state_dict", "state_dict"), "zh": ("状态字典", "状态字典")}
TRACEBACK = "RuntimeError: mat1 and mat2 shapes cannot be multiplied (3x7 and 9x5)"
WAIT = 15  # seconds
ENTER = "\ue007"  # as WebDriver names the key

SEEN = """
    const box = document.documentElement;
    const ours = new RegExp(`^(data|blob|file):|^${location.origin}`);
    return {
        wide: box.scrollWidth - box.clientWidth,
        others: performance.getEntriesByType("resource").map((one) => one.name)
            .filter((name) => !ours.test(name)),
    };
"""
FOUND = "return document.querySelector('.md-search-result__item h1')?.textContent ?? ''"
ANSWER = "return document.querySelector('.paste-error__answer a')?.hash ?? ''"
SAID = "return document.querySelector('.md-dialog--active')?.textContent.trim() ?? ''"


@contextmanager
def firefox() -> Iterator[tuple[Any, Callable[[str], None]]]:
    """Driven by what is built into it: the usual driver is on no package registry."""
    from marionette_driver.marionette import Marionette

    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    driver = Marionette(bin=firefox, headless=True, gecko_log=os.devnull)
    driver.start_session()
    print("Firefox", driver.session_capabilities["browserVersion"])
    yield driver, driver.navigate
    driver.quit()


@contextmanager
def webkit() -> Iterator[tuple[Any, Callable[[str], None]]]:
    from selenium.webdriver import WebKitGTK
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser")))
    options.add_argument("--automation")
    driver = WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver")))
    print("WebKitGTK", driver.capabilities["browserVersion"])
    yield driver, driver.get
    driver.quit()


@contextmanager
def safari() -> Iterator[tuple[Any, Callable[[str], None]]]:
    from selenium.webdriver import Safari

    driver = Safari()
    print("Safari", driver.capabilities["browserVersion"])
    yield driver, driver.get
    driver.quit()


ENGINES = {"firefox": firefox, "webkit": webkit, "safari": safari}


def waited(driver: Any, script: str) -> Any:
    """What the script returns, once that is something or the time is over."""
    until = time.monotonic() + WAIT
    while not (value := driver.execute_script(script)) and time.monotonic() < until:
        time.sleep(0.1)
    return value


def element(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def faults(driver: Any, address: str) -> Iterator[str]:
    """What an open page fails at."""
    seen = driver.execute_script(SEEN)
    if "understand/structure/" in address:
        element(driver, ".diagram__enlarge").click()
        if not waited(driver, "return !!document.querySelector('dialog.enlarged[open]')"):
            yield "no diagram opens large"
        driver.execute_script("document.querySelector('dialog form button')?.click()")
    if seen["wide"] > 0:
        yield f"{seen['wide']} px too wide"
    yield from (f"asked {other}" for other in seen["others"])
    if "save-load/state-dict/" in address:
        # Not by a click: GTK lays its scrollbar over the edge of a narrow page.
        element(driver, ".md-code__button").send_keys(ENTER)
        if not waited(driver, SAID):
            yield "code is not copied"
    if "errors/" in address:
        element(driver, ".paste-error textarea").send_keys(TRACEBACK)
        element(driver, ".paste-error button").click()
        if waited(driver, ANSWER) != "#mat1-mat2":
            yield "the field does not know the error"
    language = driver.execute_script("return document.documentElement.lang")[:2]
    query, wanted = SEARCHES[language]
    driver.execute_script("document.querySelector('label[for=__search]').click()")
    waited(driver, "return document.querySelector('#__search').checked")
    element(driver, ".md-search__input").send_keys(query)
    first = waited(driver, FOUND).replace("\u200b", "")
    if wanted not in first:
        yield f"search finds {first!r} first"


def measure(site: Path, engines: list[str]) -> int:
    """The number of faults, each printed."""
    count = 0
    with served(site) as (top, _), tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(site / "torch-atlas.zip") as packed:
            packed.extractall(folder)
        unpacked = (Path(folder) / "torch-atlas").as_uri() + "/"
        places = {"hosted": (top, ""), "unpacked": (unpacked, "index.html")}
        pages = [language + page for language in ("", "zh/") for page in PAGES]
        for name in engines:
            with ENGINES[name]() as (driver, go):
                for place, (start, end) in places.items():
                    views = 0
                    for width in WIDTHS:
                        for page in pages:
                            driver.set_window_rect(width=width, height=900)
                            go(start + page + end)
                            views += 1
                            for fault in faults(driver, page):
                                count += 1
                                print(f"{place} /{page} {width} px: {fault}", flush=True)
                    print(f"  {place}: {views} views", flush=True)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("engines", nargs="+", choices=ENGINES)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    asked = parser.parse_args()
    try:
        count = measure(asked.site, asked.engines)
    except ModuleNotFoundError as missing:
        raise SystemExit(f"{missing}: the top of this file says what to install") from None
    print(f"{count} faults")
    if count:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
