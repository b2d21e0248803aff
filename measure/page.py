"""Measure pages of the built site in a browser: accessibility, layout, paper, weight.

The tests and the programs in benchmarks/ share these functions. Those that find faults return a
line for each.
"""

import argparse
import contextlib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page, TimeoutError
from pypdf import PdfReader

from atlas import links, pages
from atlas.snippets import ROOT
from measure.browser import compressed, set_palette

# One page of each kind, in English.
KINDS = (
    "",
    "save-load/state-dict/",
    "understand/structure/",
    "modules/optim/",
    "errors/",
    "notebooks/classifier/",
)


def arguments(about: str) -> tuple[Path, list[str]]:
    """The site and the pages that a benchmark is to look at: all of them if none is named."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", help="below the site's root; all if none is given")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    found = parser.parse_args()
    return found.site, found.pages or list(pages.by_address())


# Accessibility

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
SIZES = {390: 844, 1280: 800}  # width -> height: a phone, and a desktop
PALETTES = ("light", "dark")
Rules = dict[str, Any]  # options of axe.run
# Violations alone are wanted, which is much quicker.
ALL_RULES: Rules = {"resultTypes": ["violations"]}
COLOURS: Rules = {**ALL_RULES, "runOnly": ["color-contrast", "link-in-text-block"]}
STRUCTURE: Rules = {**ALL_RULES, "rules": {"color-contrast": {"enabled": False}}}
SCROLLING: Rules = {**ALL_RULES, "runOnly": ["scrollable-region-focusable"]}
# (width, palette) -> rules. What a page has in common with others is looked at in few ways: both
# widths have the same colours, both palettes the same structure, and no style sheet has colours
# for one language (a test sees to it). On a page of each kind, ALL_WAYS are looked at.
Ways = dict[tuple[int, str], Rules]
ALL_WAYS: Ways = {(width, palette): ALL_RULES for width in SIZES for palette in PALETTES}
ENGLISH_WAYS: Ways = {
    (1280, "light"): ALL_RULES,
    (1280, "dark"): COLOURS,
    (390, "light"): SCROLLING,
}
OTHER_WAYS: Ways = {(390, "light"): STRUCTURE}
# Most elements of a page are the coloured words of its code, and the rows of long tables: without
# them axe takes a quarter of the time. The words are checked where token_classes() says; of a table
# the first rows, and in other languages all of them.
WITHOUT_TOKENS = """() => {
    for (const code of document.querySelectorAll(".highlight code")) code.textContent += "";
}"""
FIRST_ROWS = """() => {
    for (const row of document.querySelectorAll("tbody > tr:nth-child(n + 20)")) row.remove();
}"""
# At another width, Material's script sees a moment later which code has to be scrolled now.
WITHIN_REACH = """() => [...document.querySelectorAll("pre > code")]
    .every((code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""
UNFOLD = """() => document.querySelectorAll("article details:has(> .highlight)")
    .forEach((fold) => { fold.open = true; })"""
TOKENS = "//*[contains(concat(' ', @class, ' '), ' highlight ')]//code//*/@class"


def violations(page: Page, ways: Ways = ALL_WAYS) -> list[str]:
    """What axe-core finds on an open page."""
    page.add_script_tag(path=AXE)
    page.evaluate(UNFOLD)  # axe passes over what is folded away
    found = []
    for (width, palette), rules in ways.items():
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        set_palette(page, palette)
        with contextlib.suppress(TimeoutError):  # then axe says what is amiss
            page.wait_for_function(WITHIN_REACH, timeout=2_000)
        for violation in page.evaluate("(rules) => axe.run(rules)", rules)["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            found.append(f"{width} px, {palette}: {violation['id']}: {violation['help']}: {nodes}")
    return found


def token_classes(file: Path) -> set[str]:
    """The classes of the coloured words in the code of a built page."""
    return {name for value in links.parsed(file).xpath(TOKENS) for name in value.split()}


def with_all_tokens(files: Iterable[Path]) -> set[Path]:
    """Few of these pages that together have every class of token that one of them has."""
    classes = {file: token_classes(file) for file in sorted(files)}
    missing = set[str]().union(*classes.values())
    found = set()
    while missing:
        most = max(classes, key=lambda file: len(missing & classes[file]))
        missing -= classes[most]
        found.add(most)
    return found


# Code

COPY = """async () => {
    const copied = [];
    document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
    for (const block of document.querySelectorAll(".language-python.highlight:not(.no-copy)")) {
        await navigator.clipboard.writeText("");
        block.querySelector(".md-code__button[data-md-type=copy]").click();
        let text = "";
        const end = performance.now() + 5000;
        while (!(text = await navigator.clipboard.readText()) && performance.now() < end) {
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
        copied.push(text);
    }
    return copied;
}"""
CUT_CODE = """() => [...document.querySelectorAll(".language-python pre > code")]
    .filter((code) => code.scrollWidth > code.clientWidth)
    .map((code) => `code is ${code.scrollWidth - code.clientWidth} px wider than its box: `
        + code.textContent.split("\\n").reduce((a, b) => a.length > b.length ? a : b))"""


def copied_code(page: Page) -> list[str]:
    """What the copy buttons of an open page's Python blocks put into the clipboard, in order."""
    found: list[str] = page.evaluate(COPY)
    return found


def cut_code(page: Page) -> list[str]:
    """Python blocks that must be scrolled at the width of a desktop."""
    page.set_viewport_size({"width": 1280, "height": SIZES[1280]})
    found: list[str] = page.evaluate(CUT_CODE)
    return found


# Layout

WIDTHS = (360, 390, 768, 1280, 1920, 2560)
LONGEST = 55  # em; a letter is half of one, a Chinese character is one
# What cannot be reached: text that ends beyond the window, or beyond a box that hides it and does
# not scroll. And paragraphs that are too wide to find the next line.
CUT = """(longest) => {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`${wide} px wider than the window`);
    const overflow = (box) => getComputedStyle(box).overflowX;
    const leaves = (text, { left, right }) => text.right > right + 1 || text.left < left - 1;
    const article = document.querySelector("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const parent = text.parentElement;
        if (!text.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
        if (parent.closest("script, style, svg, .md-code__nav")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const rect = range.getBoundingClientRect();
        if (!rect.width || !rect.height) continue;
        let hidden = leaves(rect, { left: 0, right: innerWidth });
        for (let box = parent; box !== article; box = box.parentElement) {
            if (["auto", "scroll"].includes(overflow(box))) { hidden = false; break; }
            hidden ||= ["hidden", "clip"].includes(overflow(box))
                && leaves(rect, box.getBoundingClientRect());
        }
        if (hidden) found.push(`cut: ${text.data.trim().slice(0, 60)}`);
    }
    for (const p of article.querySelectorAll("p, li:not(:has(ul, ol))")) {
        const em = p.clientWidth / parseFloat(getComputedStyle(p).fontSize);
        if (em > longest && p.textContent.length > longest * 2) {
            found.push(`a line of ${em.toFixed(0)} em: ${p.textContent.trim().slice(0, 40)}`);
        }
    }
    return found;
}"""
MOVING = """() => {
    const fades = (style) =>
        parseFloat(style.transitionDuration) > 0 && style.transitionProperty !== "none";
    const moves = (style) =>
        fades(style) || style.animationName !== "none" || style.scrollBehavior === "smooth";
    return [...document.querySelectorAll("*")].filter((e) => ["", "::before", "::after"].some(
        (part) => moves(getComputedStyle(e, part || null))))
        .map((e) => `moves: ${e.outerHTML.slice(0, 80)}`);
}"""


def cut_or_wide(page: Page, widths: Iterable[int] = WIDTHS) -> list[str]:
    """What an open page hides, at any of the widths."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width} px: {problem}" for problem in page.evaluate(CUT, LONGEST)]
    return found


def moving(page: Page) -> list[str]:
    """Elements of an open page with a transition, an animation or smooth scrolling."""
    found: list[str] = page.evaluate(MOVING)
    return found


# Paper

# A font may draw a sign and the radical of its shape alike, and the PDF then names the radical;
# Unicode knows most of these pairs, but not the simplified ones.
RADICALS = str.maketrans(
    "⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "虎西见角贝车长门青韦页风飞马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
# What must be on paper: each line of code and output, each tab with its label, each opened box.
WANTED = """() => {
    const lines = [...document.querySelectorAll("article pre > code")]
        .flatMap((code) => code.textContent.split("\\n"));
    const boxes = ".tabbed-labels > label, .tabbed-block :is(p, li), article details > *";
    const many = "p, li, pre, table, svg";
    const texts = [...document.querySelectorAll(boxes)]
        .filter((box) => !box.closest(".diagram__aids") && !box.querySelector(many))
        .map((box) => box.textContent);
    const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4)")]
        .map((heading) => heading.textContent.replace("¶", ""));
    return [...lines, ...texts, ...headings];
}"""
# In print media: what has no place on paper but is there, and what is not in paper's colours.
LEFT_OVER = """() => {
    const seen = (box) =>
        box.checkVisibility({ visibilityProperty: true }) && box.getClientRects().length > 0;
    const name = (box) => box.getAttribute("class") || box.tagName;
    const bars = ".md-header, .md-footer, .md-sidebar, .md-tabs, .md-search, .md-skip";
    const left = [...document.querySelectorAll(`button, .headerlink, ${bars}`)]
        .filter(seen).map((box) => `printed: ${name(box)}`);
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const dark = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return a > 128 && r + g + b < 380;  // a tint is none
    };
    for (const box of document.querySelectorAll("body, article *")) {
        if (!box.closest("svg") && seen(box) && dark(getComputedStyle(box).backgroundColor)) {
            left.push(`dark: ${name(box)}`);
        }
    }
    for (const image of document.querySelectorAll("article img[src*='#only-']")) {
        if (seen(image) === image.src.endsWith("#only-dark")) left.push(`palette: ${image.src}`);
    }
    for (const shape of document.querySelectorAll(".drawing .box")) {
        if (dark(getComputedStyle(shape).fill)) left.push("a dark diagram");
    }
    return left;
}"""


def lost_on_paper(page: Page) -> list[str]:
    """What an open page does not print, or should not print."""
    wanted: list[str] = page.evaluate(WANTED)
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    printed = _squashed("\n".join(sheet.extract_text() for sheet in pdf.pages))
    missing = [line for line in dict.fromkeys(wanted) if _squashed(line) not in printed]
    page.emulate_media(media="print")
    left: list[str] = page.evaluate(LEFT_OVER)
    page.emulate_media(media="null")
    return [f"not printed: {line.strip()[:80]}" for line in missing] + left


def _squashed(text: str) -> str:
    """Without what paper changes: where lines break, and how signs are composed."""
    text = unicodedata.normalize("NFKC", text).translate(RADICALS)
    return re.sub(r"[\s\u200b\xad‒–—-]+", "", text)  # a Chinese font names its dashes otherwise


# Weight

LIMIT, SHIFT = 110.0, 0.05  # KiB; CLS
PARTS = {".html": "HTML", ".css": "CSS", ".js": "scripts"}
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
    parts: dict[str, float]
    again: float
    shift: dict[int, float]

    @property
    def first(self) -> float:
        return sum(self.parts.values())

    @property
    def problems(self) -> list[str]:
        heavy = [f"{self.first:.0f} KiB, more than {LIMIT:.0f}"] if self.first > LIMIT else []
        jumps = [f"CLS {v:.3f} at {w} px" for w, v in self.shift.items() if v > SHIFT]
        return [f"/{self.address}: {t}" for t in heavy + jumps]


def settle(page: Page) -> None:
    """Until nothing is asked for any more, and what came has been painted."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(250)


def kib(site: Path, files: list[str]) -> float:
    return sum(len(compressed(site / file)) for file in files) / 1024


def by_kind(site: Path, files: list[str]) -> dict[str, float]:
    parts = dict.fromkeys([*PARTS.values(), "other"], 0.0)
    for file in files:
        parts[PARTS.get(Path(file).suffix, "other")] += kib(site, [file])
    return parts


def shift_of(page: Page) -> float:
    """The layout shift of an open page whose context has WATCH as an init script."""
    return float(page.evaluate("window.shifts.reduce((a, b) => a + b, 0)"))


def weigh(
    phone: Browser, desktop: Browser, site: Path, top: str, asked: list[str], address: str
) -> Weight:
    """desktop: a browser with scrollbars. (With is_mobile, Chromium reports no layout shift.)"""
    shift: dict[int, float] = {}
    parts: dict[str, float] = {}
    again = 0.0
    for browser, (width, height) in zip((phone, desktop), SIZES.items(), strict=True):
        context = browser.new_context(viewport={"width": width, "height": height})
        context.add_init_script(WATCH)
        page = context.new_page()
        asked.clear()
        page.goto(top + address)
        settle(page)
        shift[width] = shift_of(page)
        if not parts:
            parts = by_kind(site, asked)
            asked.clear()
            page.goto(top + address + "?again")  # another page with the same needs
            settle(page)
            again = kib(site, asked)
        context.close()
    return Weight(address, parts, again, shift)
