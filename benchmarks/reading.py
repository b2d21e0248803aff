"""Every page as its readers hold it: at six widths, and on paper. Prints what is cut or lost.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.reading
"""

from measure.browser import new_tab, opened, served, set_palette
from measure.page import WIDTHS, arguments, cut_or_wide, lost_on_paper


def main() -> None:
    site, addresses = arguments(__doc__)
    count = 0
    with served(site) as (top, _), opened() as browser:
        for address in addresses:
            with new_tab(browser, top) as tab:
                set_palette(tab.page, "dark")
                tab.page.goto(address)
                found = cut_or_wide(tab.page) + lost_on_paper(tab.page)
            count += len(found)
            for problem in found:
                print(f"/{address}: {problem}", flush=True)
    widths = ", ".join(map(str, WIDTHS))
    print(f"{len(addresses)} pages at {widths} px and as PDF: {count} faults")
    if count:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
