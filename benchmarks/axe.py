"""axe-core on every page, in both palettes, on a phone and on a desktop, with all of its rules.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.axe
The tests check each page too, but not in all four ways: this takes a quarter of an hour.
"""

from measure.browser import new_tab, opened, served
from measure.page import ALL_WAYS, arguments, violations


def main() -> None:
    site, addresses = arguments(__doc__)
    count = 0
    with served(site) as (top, _), opened() as browser:
        for address in addresses:
            with new_tab(browser, top) as tab:
                tab.page.goto(address)
                found = violations(tab.page)
            count += len(found)
            for one in found:
                print(f"/{address}: {one}", flush=True)
    ways = len(ALL_WAYS)
    print(f"{len(addresses)} pages × {ways} ways = {len(addresses) * ways}: {count} violations")
    if count:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
