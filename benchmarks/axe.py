"""axe-core on every page, in both palettes, on a phone and on a desk, with all of its rules.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.axe
The tests weigh each page too, but not in all four ways: this takes a quarter of an hour.
"""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tools.browser import OPEN_SHADOWS, asked_for, opened, served, visit

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
SIZES = {"390": (390, 844), "1280": (1280, 800)}
PALETTES = ("light", "dark")


def violations(page: Page) -> list[str]:
    """What axe-core finds on an open page, in all four ways."""
    page.add_script_tag(path=str(AXE))
    found = []
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for palette in PALETTES:
            page.emulate_media(color_scheme=palette, reduced_motion="reduce")
            page.wait_for_timeout(150)  # for colours that fade into one another
            for violation in page.evaluate("axe.run({ resultTypes: ['violations'] })")[
                "violations"
            ]:
                nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
                found.append(f"{name} {palette}: {violation['id']}: {violation['help']}: {nodes}")
    return found


def main() -> None:
    site, addresses = asked_for(__doc__)
    count = 0
    with served(site) as (top, _), opened() as browser:
        for address in addresses:
            context = browser.new_context()
            context.add_init_script(OPEN_SHADOWS)
            page = context.new_page()
            visit(page, top + address)
            found = violations(page)
            count += len(found)
            for one in found:
                print(f"/{address}: {one}", flush=True)
            context.close()
    ways = len(SIZES) * len(PALETTES)
    print(f"{len(addresses)} pages × {ways} ways = {len(addresses) * ways}: {count} violations")
    if count:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
