"""Measure recorded drawings in a browser: text that leaves its box or lies on other text, arrows
that run behind a box, parts that the style sheet does not know. Each returns a line for each fault.
"""

from playwright.sync_api import Page

# For the pieces below. A drawing's edges end at the nodes that they join, up to the arrow's head.
SHARED = """
    const NEAR = 9;
    const drawings = [...document.querySelectorAll(".drawing")];
    const name = (drawing) => drawing.closest("[data-name]")?.dataset.name ?? location.pathname;
    const lines = (drawing) => [...drawing.querySelectorAll("text")]
        .flatMap((text) => text.childElementCount ? [...text.children] : [text]);
    // Whether a point of the screen is in a shape, whatever its form.
    const within = (shape, x, y) =>
        shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
    // Where a line is. Fonts say differently how high they are: their signs need 1.2 em.
    const place = (text) => {
        const range = new Range();
        range.selectNodeContents(text);
        const { left, right, width, top, bottom } = range.getBoundingClientRect();
        const half = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a * .6;
        const middle = (top + bottom) / 2;
        return { left, right, width, middle, half };
    };
"""
OUTSIDE = """() => {
    return drawings.flatMap((drawing) => {
        const boxes = [...drawing.querySelectorAll(".box:not(line)")];
        const { left, right } = drawing.getBoundingClientRect();
        return lines(drawing).filter((line) => {
            const at = place(line);
            if (at.left < left - 1 || at.right > right + 1) return true;
            const points = [0, .25, .5, .75, 1].map((part) => at.left + part * at.width);
            return boxes.map((box) => points.map((x) => within(box, x, at.middle)))
                .some((inside) => new Set(inside).size > 1);
        }).map((line) => `${name(drawing)}: leaves its box: ${line.textContent}`);
    });
}"""
OVERLAPPING = """() => {
    return drawings.flatMap((drawing) => {
        const placed = lines(drawing).map((line) => [line, place(line)]);
        return placed.flatMap(([line, a], n) => placed.slice(n + 1)
            .filter(([other, b]) => line.parentNode !== other.parentNode
                && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.abs(a.middle - b.middle) < (a.half + b.half) * .97)
            .map(([other]) => `${name(drawing)}: lie on each other: `
                + `${line.textContent} / ${other.textContent}`));
    });
}"""
BEHIND = """() => {
    return drawings.flatMap((drawing) => {
        const boxes = [...drawing.querySelectorAll(".node .box")];
        return [...drawing.querySelectorAll(".edge")].flatMap((edge) => {
            const matrix = edge.getScreenCTM();
            const length = edge.getTotalLength();
            const at = (part) => edge.getPointAtLength(length * part).matrixTransform(matrix);
            const ends = [at(0), at(1)];
            const joined = (box) => {
                const { left, right, top, bottom } = box.getBoundingClientRect();
                return ends.some(({ x, y }) => x > left - NEAR && x < right + NEAR
                    && y > top - NEAR && y < bottom + NEAR);
            };
            const steps = Math.ceil(length / 3);
            const points = Array.from({ length: steps }, (_, n) => at(n / steps));
            const crossed = (box) => points.some(({ x, y }) => within(box, x, y));
            return boxes.filter((box) => !joined(box) && crossed(box))
                .map((box) => `${name(drawing)}: an arrow runs behind a box: `
                    + box.closest(".node").textContent);
        });
    });
}"""
# Black on white is what a browser takes where no rule says another colour.
UNPAINTED = """() => {
    const black = "rgb(0, 0, 0)";
    const parts = "text, .box, .ground, .line, .head";
    return drawings.flatMap((drawing) => [...drawing.querySelectorAll(parts)].filter((part) => {
        const { fill, stroke } = getComputedStyle(part);
        return fill === black || stroke === black || (fill === "none" && stroke === "none");
    }).map((part) => `${name(drawing)}: has no colour: ${part.outerHTML.slice(0, 80)}`));
}"""


def show(page: Page, drawings: dict[str, str]) -> None:
    """Put drawings in place of an open page's text. drawings: name -> HTML."""
    shown = "".join(f'<div data-name="{name}">{html}</div>' for name, html in drawings.items())
    page.evaluate("html => document.querySelector('article').innerHTML = html", shown)


def _found(page: Page, piece: str) -> list[str]:
    found: list[str] = page.evaluate(f"() => {{ {SHARED} return ({piece})(); }}")
    return found


def outside(page: Page) -> list[str]:
    """Text that crosses the border of a box, or of its drawing."""
    return _found(page, OUTSIDE)


def overlapping(page: Page) -> list[str]:
    """Text that lies on other text."""
    return _found(page, OVERLAPPING)


def behind(page: Page) -> list[str]:
    """Arrows that run through a box that they do not join."""
    return _found(page, BEHIND)


def unpainted(page: Page) -> list[str]:
    """What no rule of the style sheet gives a colour."""
    return _found(page, UNPAINTED)
