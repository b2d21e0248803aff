"""Make a page of a notebook's cells alone, in the look of all other pages.

mkdocs-jupyter adds JupyterLab's styles and scripts, half a megabyte and other hosts to ask.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from atlas.texts import texts_of

PARTS = ".jp-RenderedMarkdown, .highlight-ipynb, .jp-OutputArea-output"
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")


@dataclass(frozen=True)
class NotebookPage:
    """headings: level, id and text (HTML) of each, in order. ids: all that a link may lead to."""

    content: str
    title: str
    description: str
    headings: list[tuple[int, str, str]]
    ids: set[str]


def from_jupyter(
    content: str, permalink: str, link: Callable[[str], str], actions: str
) -> NotebookPage:
    """Of what mkdocs-jupyter has made. permalink: what hovers over a heading's link. link: the
    address of what a link names. actions: stands below the title. ValueError if there is none."""
    cells = BeautifulSoup(content, "html.parser")
    soup = BeautifulSoup("\n".join(map(markup, cells.select(PARTS))), "html.parser")
    if not soup.h1 or not soup.p:
        raise ValueError("a notebook starts with a heading, # …, and a sentence")
    headings = [with_id(h, permalink, soup) for h in soup.select("h1, h2, h3, h4, h5, h6")]
    for element in soup.select("a[href]:not(.headerlink)"):
        element["href"] = link(str(element["href"]))
    sentence = re.match(r"[^.。]*[.。]?", soup.p.get_text())
    soup.h1.insert_after(BeautifulSoup(f'<p class="notebook-actions">{actions}</p>', "html.parser"))
    return NotebookPage(
        str(soup),
        soup.h1.get_text().removesuffix("¶").strip(),
        " ".join(sentence[0].split()) if sentence else "",
        headings,
        {str(tag["id"]) for tag in soup.find_all(id=True)},
    )


def markup(part: Tag) -> str:
    """A part of a cell as Markdown pages have it: prose, code, or what the code gave out."""
    classes = part.get_attribute_list("class")
    if "jp-RenderedMarkdown" in classes:
        return part.decode_contents()
    if not part.pre:
        return f'<div class="notebook-output">{part.decode_contents()}</div>'
    kind = "language-python" if "highlight-ipynb" in classes else "language-text output"
    code = f"<pre><code>{part.pre.decode_contents()}</code></pre>"
    return f'<div class="{kind} highlight">{code}</div>'


def with_id(heading: Tag, permalink: str, soup: BeautifulSoup) -> tuple[int, str, str]:
    """Give a heading its id and its link. In a notebook, the id is an empty <a id="…"></a> at its
    end: Jupyter shows nothing of it, and links to it work there as well."""
    for anchor in heading.select("a.anchor-link, a[id]:empty"):
        heading["id"] = anchor.get("id") or heading["id"]
        anchor.decompose()
    name, id = html.escape(heading.get_text().strip()), str(heading["id"])
    attributes = {"href": f"#{id}", "title": permalink, "class": "headerlink"}
    heading.append(soup.new_tag("a", attrs=attributes, string="¶"))
    return int(heading.name[1]), id, name


def actions(language: str, file: str, repository: str) -> str:
    """What can be done with a notebook: Colab only where the site knows its repository.

    file: from the root of the repository."""
    texts, name = texts_of(language, "notebook"), file.rpartition("/")[2]
    links = f'<a class="md-button" href="{name}" download>{texts["download"]}</a>'
    if found := GITHUB.fullmatch(repository):
        colab = f"https://colab.research.google.com/github/{found[1]}/blob/main/{file}"
        links += f' <a class="md-button" href="{colab}">{texts["colab"]}</a>'
    return links
