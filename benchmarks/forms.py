"""Whether each page answers first: prints which lines, fixes and outputs come late or are cut.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.forms
"""

from measure.browser import new_tab, opened, served
from measure.forms import problems
from measure.page import arguments


def main() -> None:
    site, addresses = arguments(__doc__)
    count = 0
    with served(site) as (top, _), opened() as browser, new_tab(browser, top) as tab:
        for address in addresses:
            tab.page.goto(address)
            found = problems(tab.page)
            count += len(found)
            for problem in found:
                print(f"/{address}: {problem}", flush=True)
    print(f"{len(addresses)} pages: {count} faults")
    raise SystemExit(1 if count else 0)


if __name__ == "__main__":
    main()
