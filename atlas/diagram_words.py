"""Show each diagram's drawing, and put it into words as well, for whoever hears the page or has a
small screen.

The words are made from the diagram's own text, so that the two cannot disagree. The button that
enlarges it is one for theme/assets/js/enlarge.js.
"""

import html
import itertools
import re

from atlas import drawings
from atlas.mermaid import DECLARING, Diagram, Statement, parse
from atlas.pages import Page
from atlas.texts import Texts, texts_of

SOURCE = re.compile(r'<div[^>]* class="mermaid">(.*?)\s*</div>', re.S)
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
BREAK = re.compile(r"\s*<br ?/?>\s*")
HAN, FULL_WIDTH = "[\u4e00-\u9fff]", "[\u3000-\u303f\uff00-\uffef]"
TIGHT = re.compile(rf"{HAN}\0{HAN}|{FULL_WIDTH}\0|\0{FULL_WIDTH}")  # where \0 needs no space


def with_drawings(content: str, page: Page, page_title: str) -> str:
    """A page's HTML with the drawing in each diagram's place, and what helps around it. What is not
    drawn stays, and is marked. page_title: names a diagram that stands above all headings."""
    texts = texts_of(page.language, "diagrams")
    numbers = itertools.count(1)

    def drawn(found: re.Match[str]) -> str:
        number, source = next(numbers), found[1]
        above = [*HEADING.finditer(content, 0, found.start())]
        title = plain(above[-1][1]) if above else page_title
        svg = drawings.recorded(drawings.file_of(page, number), source)
        if svg:
            shown = drawings.inline(svg, title, texts["described"], number)
        else:
            live = f'<div class="mermaid">{html.escape(source)}</div>'
            shown = f'{live}\n<p class="diagram__live">{texts["live"]}</p>'
        words = Words(parse(source), texts)
        button = (
            f'<button type="button" class="diagram__enlarge" aria-label="{texts["enlarge"]}'
            f'{texts["of"]}{html.escape(title)}" data-buttons="{texts["buttons"]}" hidden>'
            f"{texts['enlarge']}</button>"
        )
        return (
            f'<div class="diagram" data-search-exclude>{shown}\n{words.steps()}'
            f'<div class="diagram__aids">'
            f"<details><summary>{texts['words']}</summary>{words.lists()}</details>"
            f"{button if svg else ''}</div></div>"
        )

    return SOURCE.sub(drawn, content)


def plain(heading: str) -> str:
    """The text of a heading without its tags and its link."""
    return html.unescape(re.sub(r'<a class="headerlink".*?</a>|<[^>]+>', "", heading)).strip()


def glued(*parts: str) -> str:
    """Parts of a sentence, which may be links: Chinese does without spaces among its own."""
    whole = ""
    for part in filter(None, parts):
        ends = [re.sub("<[^>]+>", "", text) for text in (whole, part)]
        whole += part if not whole or TIGHT.search("\0".join(ends)) else f" {part}"
    return whole


class Words:
    """What a diagram says, in HTML lists."""

    def __init__(self, diagram: Diagram, texts: Texts) -> None:
        self.diagram, self.texts = diagram, texts
        self.of_torch = diagram.kind in ("structure", "architecture")
        self.labels = {s.args[0]: s.label for s in diagram.all(*DECLARING)}
        self.links = {s.args[0]: s.args[1] for s in diagram.all("click")}
        self.roles = {n: s.args[1] for s in diagram.all("role") for n in s.args[0].split(",")}

    def lists(self) -> str:
        """What contains what, and what each arrow means; of a sequence its messages."""
        if self.diagram.kind == "sequence":
            return f"<ol>{self.messages()}</ol>"
        arrows = [s for s in self.diagram.all("edge") if s.args[1] != "~~~"]
        lists = (self.contents(arrows), self.edges(arrows))
        return "".join(f"<ul>{items}</ul>" for items in lists if items)

    def line(self, label: str) -> str:
        """A label without its line breaks, which stand before members or merely fold a sentence."""
        first, *rest = BREAK.split(label)
        if self.of_torch and rest:
            members = [part.strip() for line in rest for part in line.split("·")]
            first, rest = first + self.texts["of"] + self.texts["and"].join(members), []
        return html.escape(glued(first, *rest), quote=False)

    def name(self, node: str) -> str:
        text = self.line(self.labels.get(node, node))
        url = html.escape(self.links.get(node, ""))
        return f'<a href="{url}">{text}</a>' if url else text

    def contents(self, arrows: list[Statement]) -> str:
        """Boxes with what is drawn in them, and nodes that nothing else speaks of."""
        joined = {node for s in arrows for node in s.args[::2]}
        found = ""
        for s in self.diagram.all("box", "node", "end"):
            if s.kind == "box":
                found += f"<li>{self.name(s.args[0])}<ul>"
            elif s.kind == "end":
                found += "</ul></li>"
            elif s.inside or s.args[0] not in joined:
                role = self.roles.get(s.args[0], "")
                said = self.texts["of"] + self.texts["roles"][role] if role else ""
                found += f"<li>{self.name(s.args[0])}{said}</li>"
        return found

    def edges(self, arrows: list[Statement]) -> str:
        """What each node points to: in one line where that is short, or a line for each arrow."""
        sources: dict[str, dict[str, list[str]]] = {}
        for s in arrows:
            source, arrow, target = s.args
            how = self.texts["verbs"].get(f"{self.diagram.kind} {arrow}", arrow)
            if s.label:
                how = self.line(s.label) + self.texts["of"].rstrip()
            sources.setdefault(source, {}).setdefault(how, []).append(self.name(target))
        found = ""
        for source, groups in sources.items():
            node = f"<strong>{self.name(source)}</strong>"
            if self.of_torch:
                said = [glued(how, self.texts["and"].join(names)) for how, names in groups.items()]
            else:
                said = [glued(how, name) for how, names in groups.items() for name in names]
            if self.of_torch and len(said) == 1:
                found += f"<li>{glued(node, said[0])}</li>"
            else:
                found += f"<li>{node}<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul></li>"
        return found

    def steps(self) -> str:
        """A decision as questions, one at a time, each answer folding the next one away: what a
        small screen shows instead of the drawing. Nothing of another kind of diagram."""
        if self.diagram.kind != "decision":
            return ""
        answers: dict[str, list[tuple[str, str]]] = {}
        for s in self.diagram.all("edge"):
            answers.setdefault(s.args[0], []).append((s.label, s.args[2]))
        led_to = {target for each in answers.values() for _, target in each}

        def step(node: str) -> str:
            found = f"<p>{self.name(node)}</p>"
            for label, target in answers.get(node, ()):
                summary = f"<summary>{self.line(label)}</summary>"
                found += f"<details>{summary}{step(target)}</details>" if label else step(target)
            return found

        first = next(node for node in answers if node not in led_to)
        return f'<div class="steps">{step(first)}</div>\n'

    def messages(self) -> str:
        """Who says what to whom, in order."""
        found = ""
        for s in self.diagram.all("message", "note"):
            if s.kind == "note":
                who = self.texts["and"].join(map(self.name, s.args[0].split(",")))
            else:
                source, arrow, target = s.args
                start, to = self.texts[arrow]
                who = glued(start, self.name(source), to, self.name(target))
            found += f"<li>{who}{self.texts['of']}{html.escape(s.label, quote=False)}</li>"
        return found
