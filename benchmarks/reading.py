"""Every page as its readers hold it: at six widths, and on paper. Prints what is cut or lost.

Run it again: python dev.py build && .venv/bin/python -m benchmarks.reading
"""

import io
import re
import unicodedata

from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from tools.browser import OPEN_SHADOWS, asked_for, opened, served, visit

WIDTHS = (360, 390, 768, 1280, 1920, 2560)
# A font may draw a sign and the radical of its shape alike, and the PDF then names the radical;
# Unicode knows most of these pairs, but not the simplified ones.
RADICALS = str.maketrans(
    "⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "虎西见角贝车长门青韦页风飞马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
LONGEST = 55  # em; a letter is half of one, a Chinese sign is one
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
        if (parent.closest("script, style, .mermaid, .md-code__nav")) continue;
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
# What must be on paper: each line of code and output, each tab with its label, each opened box.
WANTED = """() => {
    const lines = [...document.querySelectorAll("article pre:not(.mermaid) > code")]
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
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
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
    for (const { shadowRoot } of document.querySelectorAll("div.mermaid")) {
        const shape = shadowRoot.querySelector(".node rect, .node polygon, rect.actor");
        if (shape && dark(getComputedStyle(shape).fill)) left.push("a dark diagram");
    }
    return left;
}"""


def new_context(browser: Browser, **more) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **more)
    context.add_init_script(OPEN_SHADOWS)
    return context


def cut_or_wide(page: Page) -> list[str]:
    """What an open page hides, at any of the widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width} px: {trouble}" for trouble in page.evaluate(CUT, LONGEST)]
    return found


def lost_on_paper(page: Page) -> list[str]:
    """What an open page does not print, or prints for nothing."""
    wanted = page.evaluate(WANTED)
    printed = squashed(text_of(page.pdf(format="A4", prefer_css_page_size=True)))
    missing = [line for line in dict.fromkeys(wanted) if squashed(line) not in printed]
    page.emulate_media(media="print")
    left = page.evaluate(LEFT_OVER)
    page.emulate_media(media="screen")
    return [f"not printed: {line.strip()[:80]}" for line in missing] + left


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def squashed(text: str) -> str:
    """Without what paper changes: where lines break, and how signs are composed."""
    text = unicodedata.normalize("NFKC", text).translate(RADICALS)
    return re.sub(r"[\s\u200b\xad]+", "", text)


def main() -> None:
    site, addresses = asked_for(__doc__)
    troubles = 0
    with served(site) as (top, _), opened() as browser:
        for address in addresses:
            context = new_context(browser, color_scheme="dark", reduced_motion="reduce")
            page = context.new_page()
            visit(page, top + address)
            found = cut_or_wide(page) + lost_on_paper(page)
            troubles += len(found)
            for trouble in found:
                print(f"/{address}: {trouble}", flush=True)
            context.close()
    widths = ", ".join(map(str, WIDTHS))
    print(f"{len(addresses)} pages at {widths} px and as PDF: {troubles} faults")
    if troubles:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
