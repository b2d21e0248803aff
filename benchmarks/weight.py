"""What each page weighs on its first view, and how far it jumps while it appears.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.weight

Per page: KiB that a first visitor gets, gzip (HTML, CSS, scripts, pictures), what the next page
costs with all that in the browser's cache, and the layout shift (CLS) on a phone and on a desk with
scrollbars; all diagrams included, also those that wait until a reader comes near them.
"""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.browser import OPEN_SHADOWS, asked_for, compressed, opened, scrollbars, served, visit

WITHOUT, WITH, SHIFT = 120.0, 360.0, 0.05  # KiB without and with a diagram; CLS
SIZES = {"390": (390, 844), "1280": (1280, 800)}
KINDS = {".html": "HTML", ".css": "CSS", ".js": "scripts"}
# As browsers report it; the sum is never less than the windowed figure that Lighthouse gives.
WATCH = """
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) {
            if (!shift.hadRecentInput) window.shifts.push(shift.value);
        }
    }).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True)
class Weight:
    """Of one page. parts: KiB by kind. again: KiB when all but the page is in the cache."""

    address: str
    diagrams: int
    parts: dict[str, float]
    again: float
    shift: dict[str, float]

    @property
    def first(self) -> float:
        return sum(self.parts.values())

    @property
    def troubles(self) -> list[str]:
        limit = WITH if self.diagrams else WITHOUT
        heavy = [f"{self.first:.0f} KiB, more than {limit:.0f}"] if self.first > limit else []
        jumps = [f"CLS {v:.3f} at {w} px" for w, v in self.shift.items() if v > SHIFT]
        return [f"/{self.address}: {t}" for t in heavy + jumps]


def settle(page: Page) -> None:
    """Until nothing is asked for any more, and what came has been painted."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(250)


def kib(site: Path, files: list[str]) -> float:
    return sum(len(compressed(site / file)) for file in files) / 1024


def by_kind(site: Path, files: list[str]) -> dict[str, float]:
    parts = dict.fromkeys([*KINDS.values(), "other"], 0.0)
    for file in files:
        parts[KINDS.get(Path(file).suffix, "other")] += kib(site, [file])
    return parts


def weigh(
    phone: Browser, desk: Browser, site: Path, top: str, asked: list[str], address: str
) -> Weight:
    """desk: a browser with scrollbars. (With is_mobile, Chromium reports no layout shift.)"""
    shift, parts, diagrams, again = {}, {}, 0, 0.0
    for browser, (name, (width, height)) in zip((phone, desk), SIZES.items(), strict=True):
        context = browser.new_context(viewport={"width": width, "height": height})
        context.add_init_script(OPEN_SHADOWS + WATCH)
        page = context.new_page()
        asked.clear()
        diagrams = visit(page, top + address)
        settle(page)
        shift[name] = page.evaluate("window.shifts.reduce((a, b) => a + b, 0)")
        if not parts:
            parts = by_kind(site, asked)
            asked.clear()
            visit(page, top + address + "?again")  # another page with the same needs
            settle(page)
            again = kib(site, asked)
        context.close()
    return Weight(address, diagrams, parts, again, shift)


def main() -> None:
    site, addresses = asked_for(__doc__)
    names = [*KINDS.values(), "other"]
    heads = [*names, "first", "again", *(f"CLS {w}" for w in SIZES)]
    print(f"{'page':<40}" + "".join(f"{h:>9}" for h in heads))
    weights = []
    with served(site) as (top, asked), opened() as phone, scrollbars(phone) as desk:
        for address in addresses:
            found = weigh(phone, desk, site, top, asked, address)
            weights.append(found)
            sizes = [*(found.parts[n] for n in names), found.first, found.again]
            mark = " ◇" if found.diagrams else ""
            print(f"{f'/{address}{mark}':<40}" + "".join(f"{s:>9.1f}" for s in sizes), end="")
            print("".join(f"{found.shift[w]:>9.3f}" for w in SIZES), flush=True)
    for kind, limit in ((False, WITHOUT), (True, WITH)):
        some = [w for w in weights if bool(w.diagrams) == kind]
        if some:
            heaviest = max(some, key=lambda w: w.first)
            what = "with ◇ a diagram" if kind else "without a diagram"
            print(f"\n{len(some)} pages {what}: at most {heaviest.first:.1f} KiB", end="")
            print(f" (/{heaviest.address}), limit {limit:.0f}", end="")
    worst = max(weights, key=lambda w: max(w.shift.values()))
    print(f"\nlayout shift: at most {max(worst.shift.values()):.3f}", end="")
    print(f" (/{worst.address}), limit {SHIFT}")
    if troubles := [t for w in weights for t in w.troubles]:
        raise SystemExit("\n" + "\n".join(troubles))


if __name__ == "__main__":
    main()
