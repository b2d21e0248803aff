"""Say a page in common Markdown: without attributes, wrappers, admonitions and tabs, which only the
site's own Markdown or a browser understands. Code and outputs stay to the letter."""

import json
import re
from collections.abc import Callable

from tools.pages import OPENING

BOX = re.compile(r'^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===\+?) *[\w -]*(?:"(?P<title>.*)")? *$')
HEADING = re.compile(
    r"^(?P<start>(?:[-*] +)?#{1,6} +)(?P<text>.*?)(?: *\{ *#(?P<id>[\w-]+)[^}]*\})? *$", re.M
)
ANCHOR = re.compile(r' *<a id="([\w-]+)"></a>')  # a heading's id in a notebook
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
KEPT = re.compile(r"`\x00(\d+)\x00`")
LINK = re.compile(r"(?<=\]\()(?P<target>[^)\s]+)(?P<title>[^)]*)\)(?:\{[^}\n]*\})?")
DARK = re.compile(r"!\[[^\]]*\]\([^)\s]+#only-dark\)(?:\{[^}\n]*\})?\n?")
CLICK = re.compile(r'^(\s*click +\S+ +(?:href +)?")([^"]+)(?=")', re.M)
ATTRIBUTES = re.compile(r"(?<=[`*_)])\{ *[:.#\w][^}\n]*\}|^[ \t]*\{:? *[.#][^}\n]*\}[ \t]*$", re.M)
FIGURE = re.compile(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>")
WRAPPER = re.compile(r"^\s*(?:</?(?:div|dl|form|link|script|section)\b.*>|<!--.*-->)\s*$")
INLINE = re.compile(r"</?(?:wbr|small|span)\b[^>]*>")


def convert(text: str, output: str, link: Callable[[str], str], click: Callable[[str], str]) -> str:
    """A page whose includes are expanded. output: what stands above an output. link, click: where
    a link, or a node of a diagram, leads instead of there."""
    return "\n".join(blocks(text.split("\n"), output, link, click)).strip() + "\n"


def blocks(
    lines: list[str], output: str, link: Callable[[str], str], click: Callable[[str], str]
) -> list[str]:
    """Fences stay, boxes become quotations, tabs follow one another."""
    out: list[str] = []
    prose: list[str] = []

    def end_prose() -> None:
        for line in inline("\n".join(prose), link).split("\n") if prose else ():
            if line.strip() or (out and out[-1]):  # one empty line is enough, but for code
                out.append(line)
        prose.clear()

    n = 0
    while n < len(lines):
        line, n = lines[n], n + 1
        if fence := opening(line):
            end_prose()
            end = closing(lines, n, fence["fence"])
            out += code(fence, lines[n:end], output, click)
            n = end + 1
        elif box := BOX.match(line):
            end_prose()
            begin, inside = n, len(box["indent"]) + 4
            while n < len(lines) and (not lines[n].strip() or indent(lines[n]) >= inside):
                n += 1
            body = blocks([s[inside:] for s in lines[begin:n]], output, link, click)
            out += boxed(box, body, link)
        elif line.startswith('<dl class="figures">'):
            end_prose()
            out += [f"- **{number}** {name}" for name, number in FIGURE.findall(line)] + [""]
        elif not WRAPPER.match(line):
            prose.append(line)
    end_prose()
    return out


def opening(line: str) -> re.Match | None:
    """The start of a fence, and not a span of code that begins a line."""
    found = OPENING.match(line)
    return found if found and "`" not in (found["info"] or "") else None


def closing(lines: list[str], n: int, mark: str) -> int:
    """The line that ends the fence which line n is in."""
    return next((i for i in range(n, len(lines)) if lines[i].strip() == mark), len(lines))


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def code(fence: re.Match, body: list[str], output: str, click: Callable[[str], str]) -> list[str]:
    """A fence with no more than its language; an output says that it is one, as on the page."""
    info = fence["info"] or ""
    language = re.match(r"\{?\s*\.?([\w-]*)", info)[1]
    title = re.search(r' title="[^"]+"', info)
    before = re.match(r" *", fence["head"])[0]
    if language == "mermaid":
        body = CLICK.sub(lambda m: m[1] + click(m[2]), "\n".join(body)).split("\n")
    first = f"{before}{fence['fence']}{language}{title[0] if title else ''}"
    block = [first, *body, before + fence["fence"]]
    return [before + output, "", *block] if ".output" in info else block


def boxed(box: re.Match, body: list[str], link: Callable[[str], str]) -> list[str]:
    while body and not body[-1].strip():
        body = body[:-1]
    whole = [f"**{inline(box['title'], link)}**", "", *body] if box["title"] else body
    if not box["mark"].startswith("==="):
        whole = [f"> {line}".rstrip() for line in whole]
    return [box["indent"] + line if line else "" for line in whole] + [""]


def inline(text: str, link: Callable[[str], str]) -> str:
    """Prose; the code in it stays."""
    kept: list[str] = []

    def keep(found: re.Match) -> str:
        kept.append(found[0])
        return f"`\x00{len(kept) - 1}\x00`"

    text = CODE.sub(keep, DARK.sub("", text))
    text = LINK.sub(lambda m: f"{link(m['target'].removesuffix('#only-light'))}{m['title']})", text)
    text = HEADING.sub(lambda m: m["start"] + ANCHOR.sub("", m["text"]), text)
    text = INLINE.sub("", re.sub(r" *<br ?/?> *", " ", ATTRIBUTES.sub("", text)))
    return KEPT.sub(lambda m: kept[int(m[1])], text)


def anchors(text: str) -> dict[str, str]:
    """The id of each heading, and the fragment by which a viewer of Markdown knows it."""
    found: dict[str, str] = {}
    names: list[str] = []
    for heading in HEADING.finditer(without_fences(text)):
        in_notebook = ANCHOR.search(heading["text"])
        name = slug(ANCHOR.sub("", heading["text"]))
        again = names.count(name)
        names.append(name)
        if id := in_notebook[1] if in_notebook else heading["id"]:
            found[id] = f"{name}-{again}" if again else name
    return found


def slug(heading: str) -> str:
    """As GitHub, GitLab and editors make it of a heading."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-")


def without_fences(text: str) -> str:
    lines, n, out = text.split("\n"), 0, []
    while n < len(lines):
        line, n = lines[n], n + 1
        if fence := opening(line):
            n = closing(lines, n, fence["fence"]) + 1
        else:
            out.append(line)
    return "\n".join(out)


def of_notebook(source: str, picture: str) -> str:
    """A notebook's cells: prose, code, and the text that it gave out. picture: what stands in
    place of one."""
    parts = []
    for cell in json.loads(source)["cells"]:
        text = "".join(cell["source"])
        parts.append(f"```python\n{text}\n```" if cell["cell_type"] == "code" else text)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown = "".join(output.get("text", data.get("text/plain", ""))).rstrip()
            pictured = any(kind == "text/html" or kind.startswith("image/") for kind in data)
            parts.append(picture if pictured else f"```{{.text .output}}\n{shown}\n```")
    return "\n\n".join(parts) + "\n"
