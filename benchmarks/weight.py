"""What each page weighs on its first view, and how far it jumps while it appears.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.weight

Per page: KiB that a first visitor gets, gzip (HTML, CSS, scripts, pictures), what the next page
costs with all that in the browser's cache, and the layout shift (CLS) on a phone and on a desktop
with scrollbars.
"""

from measure.browser import opened, scrollbars, served
from measure.page import LIMIT, PARTS, SHIFT, SIZES, arguments, weigh


def main() -> None:
    site, addresses = arguments(__doc__)
    names = [*PARTS.values(), "other"]
    heads = [*names, "first", "again", *(f"CLS {w}" for w in SIZES)]
    print(f"{'page':<40}" + "".join(f"{h:>9}" for h in heads))
    weights = []
    with served(site) as (top, asked), opened() as phone, scrollbars(phone) as desktop:
        for address in addresses:
            found = weigh(phone, desktop, site, top, asked, address)
            weights.append(found)
            sizes = [*(found.parts[n] for n in names), found.first, found.again]
            print(f"{f'/{address}':<40}" + "".join(f"{s:>9.1f}" for s in sizes), end="")
            print("".join(f"{found.shift[w]:>9.3f}" for w in SIZES), flush=True)
    heaviest = max(weights, key=lambda w: w.first)
    print(f"\n{len(weights)} pages: at most {heaviest.first:.1f} KiB", end="")
    print(f" (/{heaviest.address}), limit {LIMIT:.0f}", end="")
    worst = max(weights, key=lambda w: max(w.shift.values()))
    print(f"\nlayout shift: at most {max(worst.shift.values()):.3f}", end="")
    print(f" (/{worst.address}), limit {SHIFT}")
    if problems := [t for w in weights for t in w.problems]:
        raise SystemExit("\n" + "\n".join(problems))


if __name__ == "__main__":
    main()
