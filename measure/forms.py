"""Whether a built page answers first: how far down its answer stands, and what of it is cut."""

from playwright.sync_api import Page

from measure.page import SIZES

# px from the top of a page, by the width of the window: a recipe's first lines, and the last.
FIRST_LINE = {390: 844, 1280: 400}
LAST_LINE = {390: 1350, 1280: 1050}  # three recipes are longer than a screen
HEADER = 70  # px, what stands above a heading that an anchor leads to

CUT = """(chosen) => [...document.querySelectorAll(chosen)]
    .filter((code) => code.scrollWidth > code.clientWidth && code.clientWidth)
    .map((code) => code.textContent.split("\\n").reduce((a, b) => a.length > b.length ? a : b))
    .map((line) => `cut: ${line}`)"""
# What is folded away counts as open: readers open it.
OPEN = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
# lines: where a recipe's lines begin and end. fixes: how far below its heading each fix is.
PLACES = """() => {
    const below = (heading, chosen) => {
        const found = [];
        for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
            if (next.tagName === "H2") break;
            if (next.matches(chosen)) found.push(next.getBoundingClientRect());
        }
        return found;
    };
    const places = { lines: null, fixes: [] };
    for (const heading of document.querySelectorAll("article h2[id]")) {
        const code = below(heading, ".highlight:not(.output)");
        if (heading.id === "lines" && code.length) {
            places.lines = [code[0].top + scrollY, code.at(-1).bottom + scrollY];
        }
        const [fix] = below(heading, ".fix");
        const { top } = heading.getBoundingClientRect();
        if (fix) places.fixes.push([heading.id, fix.top - top]);
    }
    return places;
}"""


def resized(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": SIZES[width]})


def late(page: Page, width: int) -> list[str]:
    """What an open page shows too late at a width."""
    resized(page, width)
    places = page.evaluate(PLACES)
    found = [
        f"{width} px: the fix of #{name} is {away:.0f} px below its heading"
        for name, away in places["fixes"]
        if away + HEADER > SIZES[width]
    ]
    first, last = places["lines"] or (0, 0)
    if first > FIRST_LINE[width] or last > LAST_LINE[width]:
        found.append(f"{width} px: the lines to paste stand at {first:.0f} to {last:.0f} px")
    return found


def cut(page: Page, width: int, chosen: str) -> list[str]:
    """The blocks, of those that a selector chooses, that must be scrolled at a width."""
    resized(page, width)
    page.evaluate(OPEN)
    return [f"{width} px: {line}" for line in page.evaluate(CUT, chosen)]


def problems(page: Page) -> list[str]:
    """What an open page shows too late, or cuts: code on a desktop, and outputs on a phone that
    are no tables."""
    found = [fault for width in SIZES for fault in late(page, width)]
    found += cut(page, 1280, ".highlight:not(.output) pre > code")
    return found + cut(page, 390, ".output:not(.table) pre > code")
