"""Write every page once more as common Markdown, for machines and for pasting: index.md beside
index.html, an index of them all (llms.txt, see llmstxt.org), and all in one file (llms-full.txt).

Common means: without attributes, wrappers, admonitions and tabs, which only the site's own Markdown
or a browser understands. Code and outputs stay to the letter.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from atlas import pages
from atlas.config import Nav, Site, nav_entries
from atlas.pages import CLICK, CODE_SPAN, HEADING, TARGET, Text
from atlas.texts import texts_of

INDEX, FULL = "llms.txt", "llms-full.txt"

BOX = re.compile(r'^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|===\+?) *[\w -]*(?:"(?P<title>.*)")? *$')
KEPT = re.compile(r"`\x00(\d+)\x00`")
DARK = re.compile(r"!\[[^\]]*\]\([^)\s]+#only-dark\)(?:\{[^}\n]*\})?\n?")
ATTRIBUTES = re.compile(r"(?<=[`*_)])\{ *[:.#\w][^}\n]*\}|^[ \t]*\{:? *[.#][^}\n]*\}[ \t]*$", re.M)
FIGURE = re.compile(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>")
WRAPPER = re.compile(r"^\s*(?:</?(?:div|dl|form|link|script|section)\b.*>|<!--.*-->)\s*$")
INLINE = re.compile(r"</?(?:wbr|small|span)\b[^>]*>")


@dataclass(frozen=True)
class Source:
    """A page as the build has it. name: its file below docs/<language>. destination: its HTML file
    below the root of its language. url: canonical, "" if the site does not know its own."""

    name: str
    destination: str
    markdown: str
    title: str
    description: str
    url: str

    @property
    def copy(self) -> str:
        """Its Markdown copy, beside its HTML file."""
        return posixpath.splitext(self.destination)[0] + ".md"

    @property
    def is_home(self) -> bool:
        return self.destination == "index.html"

    @cached_property
    def expanded(self) -> str:
        return pages.expanded(self.markdown)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The id of each heading, and the fragment by which a viewer of Markdown knows it."""
        text = Text(self.expanded)
        pairs = zip(text.headings, fragments(text), strict=True)
        return {heading.id: fragment for heading, fragment in pairs if heading.id}


# One page


@dataclass(frozen=True)
class Converter:
    """Makes common Markdown of a page. output: what stands above an output. link, click: where a
    link, or a node of a diagram, leads instead of there."""

    output: str
    link: Callable[[str], str]
    click: Callable[[str], str]

    def convert(self, text: str) -> str:
        return "\n".join(self.blocks(text.split("\n"))).strip() + "\n"

    def blocks(self, lines: list[str]) -> list[str]:
        """Fences stay, boxes become quotations, tabs follow one another."""
        out: list[str] = []
        prose: list[str] = []
        fences = {fence.line: fence for fence in Text("\n".join(lines)).fences}

        def end_prose() -> None:
            for line in self.inline("\n".join(prose)).split("\n") if prose else ():
                if line.strip() or (out and out[-1]):  # one empty line is enough, but for code
                    out.append(line)
            prose.clear()

        n = 0
        while n < len(lines):
            line, n = lines[n], n + 1
            if fence := fences.get(n):
                end_prose()
                out += self.code(fence)
                n = fence.last
            elif box := BOX.match(line):
                end_prose()
                begin, margin = n, box["indent"] + " " * 4
                while n < len(lines) and (not lines[n].strip() or lines[n].startswith(margin)):
                    n += 1
                out += self.boxed(box, self.blocks([s[len(margin) :] for s in lines[begin:n]]))
            elif line.startswith('<dl class="figures">'):
                end_prose()
                out += [f"- **{number}** {name}" for name, number in FIGURE.findall(line)] + [""]
            elif not WRAPPER.match(line):
                prose.append(line)
        end_prose()
        return out

    def code(self, fence: pages.Fence) -> list[str]:
        """A fence with no more than its language; an output says that it is one, as on the page."""
        body = fence.body
        if fence.language == "mermaid":
            body = CLICK.sub(lambda m: m["start"] + self.click(m["target"]), body)
        title = f' title="{fence.title}"' if fence.title else ""
        first = f"{fence.indent}{fence.mark}{fence.language}{title}"
        block = [first, *body.split("\n"), fence.indent + fence.mark]
        return [fence.indent + self.output, "", *block] if fence.is_output else block

    def boxed(self, box: re.Match[str], body: list[str]) -> list[str]:
        title = [f"**{self.inline(box['title'])}**", ""] if box["title"] else []
        whole = "\n".join(title + body).rstrip().split("\n")
        if not box["mark"].startswith("==="):
            whole = [f"> {line}".rstrip() for line in whole]
        return [box["indent"] + line if line else "" for line in whole] + [""]

    def inline(self, text: str) -> str:
        """Prose; the code in it stays."""
        kept: list[str] = []

        def keep(found: re.Match[str]) -> str:
            kept.append(found[0])
            return f"`\x00{len(kept) - 1}\x00`"

        def elsewhere(found: re.Match[str]) -> str:
            return f"{self.link(found['target'].removesuffix('#only-light'))}{found['title']})"

        text = TARGET.sub(elsewhere, CODE_SPAN.sub(keep, DARK.sub("", text)))
        text = re.sub(HEADING.pattern, r"\g<start>\g<text>", text, flags=re.M)
        text = INLINE.sub("", re.sub(r" *<br ?/?> *", " ", ATTRIBUTES.sub("", text)))
        return KEPT.sub(lambda m: kept[int(m[1])], text)


def fragments(text: Text) -> list[str]:
    """The fragment of each heading, as GitHub, GitLab and editors make it."""
    found: list[str] = []
    seen: Counter[str] = Counter()
    for heading in text.headings:
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.text).lower()
        name = re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-")
        found.append(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


# All pages


@dataclass(frozen=True)
class Export:
    """All pages of one language. sources: by their names. others: other files
    that pages link to: name as in the sources -> name in the site."""

    sources: dict[str, Source]
    others: Mapping[str, str]
    site: Site

    @property
    def texts(self) -> dict[str, str]:
        return texts_of(self.site.language, "markdown")

    @cached_property
    def addresses(self) -> dict[str, str]:
        return {posixpath.dirname(s.destination): n for n, s in self.sources.items()}

    def files(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """(name, text) of the copy of each of these pages."""
        for name in names:
            source = self.sources[name]
            text = self.written(name, posixpath.dirname(source.copy))
            if source.url:
                text += f"\n{self.texts['source']} <{source.url}>\n"
            yield source.copy, text

    def full(self, order: Iterable[str]) -> str:
        """The pages in this order, in one file at the root."""
        return "\n---\n\n".join(self.written(name, "") for name in order)

    def written(self, name: str, folder: str) -> str:
        """A page as it is read from a folder of the site: where its links lead depends on that."""
        link, click = self.links(name, folder)
        return Converter(self.texts["output"], link, click).convert(self.sources[name].expanded)

    def links(self, name: str, folder: str) -> tuple[Callable[[str], str], Callable[[str], str]]:
        """What becomes of a link on a page, which names a file, and of one in a diagram, which
        names an address."""
        here = self.sources[name].destination

        def to(page: str, fragment: str) -> str:
            there = self.sources[page]
            viewed = there.anchors.get(fragment)
            return posixpath.relpath(there.copy, folder or ".") + (f"#{viewed}" if viewed else "")

        def link(target: str) -> str:
            file, _, fragment = urljoin(name, target).partition("#")
            if target.startswith("#") and folder == posixpath.dirname(here):
                return "#" + to(name, fragment).partition("#")[2]
            if file in self.sources:
                return to(file, fragment)
            other = self.others.get(file)
            return posixpath.relpath(other, folder or ".") if other else target

        def click(target: str) -> str:
            path, _, fragment = urljoin(here, target).partition("#")
            page = self.addresses.get(posixpath.dirname(path).strip("/"))
            return to(page, fragment) if page else target

        return link, click

    def index(self, nav: Nav, sections: Mapping[str, str]) -> str:
        """llms.txt: sections as in the nav, each page with its description. sections: what the
        titles of the nav are called in this language."""
        base, name = self.site.url, self.site.name
        other = urljoin(base, self.texts["other"])
        about = self.texts["about"].format(full=base + FULL, other=other)
        lines = [f"# {name}\n", f"> {self.site.description}\n", about]
        groups: dict[str, list[str]] = {}
        for above, page in nav_entries(nav):
            title = ": ".join(sections.get(section, section) for section in above)
            source = self.sources[page]
            label = re.sub(r"[\[\]]", r"\\\g<0>", source.title)
            entry = f"- [{label}]({base}{source.copy}): {source.description}"
            groups.setdefault(title or name, []).append(entry)
        for title, entries in groups.items():
            lines += [f"\n## {title}\n", *entries]
        return "\n".join(lines) + "\n"
