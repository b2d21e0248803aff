"""Put each diagram into words as well, for whoever hears the page or has a small screen.

The words are made from the diagram's own text, so that the two cannot disagree. A title goes into
the diagram itself. The button that enlarges it is one for theme/assets/js/mermaid-lazy.js.
"""

import html
import re
from collections.abc import Callable

from atlas.mermaid import Diagram, Statement, parse_text
from atlas.texts import Texts, texts_of

DRAWING = re.compile(r'<pre[^>]* class="mermaid"><code>(.*?)\s*</code></pre>', re.S)
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
BREAK = re.compile(r"\s*<br ?/?>\s*")
HAN, FULL_WIDTH = "[\u4e00-\u9fff]", "[\u3000-\u303f\uff00-\uffef]"


def with_words(content: str, language: str, page_title: str) -> str:
    """A page's HTML with what helps around each diagram. page_title: names a diagram that stands
    above all headings."""
    texts = texts_of(language, "diagrams")

    def described(found: re.Match[str]) -> str:
        source = found[1]
        above = [*HEADING.finditer(content, 0, found.start())]
        title = plain(above[-1][1]) if above else page_title
        said = words(parse_text(source), texts)
        named = f"{source}\naccTitle: {title}\naccDescr: {texts['described']}\n"
        return (
            f'<div class="diagram"><pre class="mermaid"><code>{named}</code></pre>\n'
            '<div class="diagram__aids" data-search-exclude>'
            f"<details><summary>{texts['words']}</summary>{said}</details>"
            f'<button type="button" class="diagram__enlarge" aria-label="{texts["enlarge"]}'
            f'{texts["of"]}{html.escape(title)}" data-close="{texts["close"]}" hidden>'
            f"{texts['enlarge']}</button></div></div>"
        )

    return DRAWING.sub(described, content)


def plain(heading: str) -> str:
    """The text of a heading without its tags and its link."""
    return html.unescape(re.sub(r'<a class="headerlink".*?</a>|<[^>]+>', "", heading)).strip()


def words(diagram: Diagram, texts: Texts) -> str:
    """HTML lists that say what the diagram says: what contains what, and what each arrow means."""
    labels = {s.args[0]: s.label for s in diagram.all("node", "box")}
    labels |= {s.args[1]: s.label for s in diagram.all("participant")}
    links = {s.args[0]: s.args[1] for s in diagram.all("click")}

    def name(node: str) -> str:
        text = html.escape(in_one_line(labels.get(node, node), diagram.kind, texts), quote=False)
        return f'<a href="{html.escape(links[node])}">{text}</a>' if node in links else text

    if diagram.kind == "sequence":
        return messages(diagram, name, texts)
    arrows = [s for s in diagram.all("edge") if s.args[1] != "~~~"]
    lists = (contents(diagram, name, arrows), edges(diagram.kind, arrows, name, texts))
    return "".join(f"<ul>{items}</ul>" for items in lists if items)


def in_one_line(label: str, kind: str, texts: Texts) -> str:
    """A label without its line breaks: these stand before members, or merely fold a sentence."""
    first, *rest = BREAK.split(label)
    if kind in ("structure", "architecture") and rest:
        members = [part.strip() for line in rest for part in line.split("·")]
        return first + str(texts["of"]) + str(texts["and"]).join(members)
    return glued(first, *rest)


def glued(*parts: str) -> str:
    """Parts of a sentence, which may be links: Chinese does without spaces among its own."""
    whole = ""
    for part in filter(None, parts):
        before, after = (re.sub("<[^>]+>", "", text) for text in (whole, part))
        tight = re.search(f"{FULL_WIDTH}$", before) or re.match(FULL_WIDTH, after)
        tight = tight or (re.search(f"{HAN}$", before) and re.match(HAN, after))
        whole += part if tight or not whole else f" {part}"
    return whole


def contents(diagram: Diagram, name: Callable[[str], str], arrows: list[Statement]) -> str:
    """Boxes with what is drawn in them, and nodes that nothing else speaks of."""
    joined = {node for s in arrows for node in s.args[::2]}
    found, depth = "", 0
    for s in diagram.all("box", "node", "end"):
        if s.kind == "box":
            found += f"<li>{name(s.args[0])}<ul>"
            depth += 1
        elif s.kind == "end":
            found += "</ul></li>"
            depth -= 1
        elif depth or s.args[0] not in joined:
            found += f"<li>{name(s.args[0])}</li>"
    return found


def edges(kind: str, arrows: list[Statement], name: Callable[[str], str], texts: Texts) -> str:
    """What each node points to: in one line where that is short, or else a line for each arrow."""
    sources: dict[str, dict[str, list[str]]] = {}
    for s in arrows:
        source, arrow, target = s.args
        label = html.escape(in_one_line(s.label, kind, texts), quote=False)
        how = (
            label + texts["of"].rstrip() if label else texts["verbs"].get(f"{kind} {arrow}", arrow)
        )
        sources.setdefault(source, {}).setdefault(how, []).append(name(target))
    found = ""
    for source, groups in sources.items():
        if kind in ("structure", "architecture"):
            said = [glued(how, texts["and"].join(targets)) for how, targets in groups.items()]
        else:
            said = [glued(how, target) for how, targets in groups.items() for target in targets]
        node = f"<strong>{name(source)}</strong>"
        if len(said) == 1 and kind in ("structure", "architecture"):
            found += f"<li>{glued(node, said[0])}</li>"
        else:
            found += f"<li>{node}<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul></li>"
    return found


def messages(diagram: Diagram, name: Callable[[str], str], texts: Texts) -> str:
    """Who says what to whom, in order."""
    found = ""
    for s in diagram.all("message", "note"):
        if s.kind == "note":
            who = texts["and"].join(map(name, s.args[0].split(",")))
        else:
            source, arrow, target = s.args
            start, to = texts[arrow]
            who = glued(start, name(source), to, name(target))
        found += f"<li>{who}{texts['of']}{html.escape(s.label, quote=False)}</li>"
    return f"<ol>{found}</ol>"
