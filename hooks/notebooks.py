"""Makes a page from a notebook's cells alone, in the look of all other pages.

mkdocs-jupyter adds JupyterLab's styles and scripts, half a megabyte and other hosts to ask. Without
this hook, the notebook can be read all the same, on such a page.
"""

import html
import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

PARTS = ".jp-RenderedMarkdown, .highlight-ipynb, .jp-OutputArea-output"
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
TEXTS = {
    "en": {"download": "Download the notebook", "colab": "Open in Colab"},
    "zh": {"download": "下载笔记本", "colab": "在 Colab 中打开"},
}


@event_priority(100)  # before whoever reads the page, such as search
def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if not page.file.src_uri.endswith(".ipynb"):
        return content
    cells = BeautifulSoup(content, "html.parser")
    soup = BeautifulSoup("\n".join(map(markup, cells.select(PARTS))), "html.parser")
    if not soup.h1:
        raise PluginError(f"{page.file.src_uri}: a notebook starts with a heading: # …")
    set_headings(soup, page, config)
    set_links(soup, page, config, files)
    first_sentence = re.match(r"[^.。]*[.。]?", soup.p.get_text())[0]
    page.meta.setdefault("description", " ".join(first_sentence.split()))
    soup.h1.insert_after(actions(page, config))
    return str(soup)


def markup(part: Tag) -> str:
    """A part of a cell as Markdown pages have it: prose, code, or what the code gave out."""
    if "jp-RenderedMarkdown" in part["class"]:
        return part.decode_contents()
    code = "highlight-ipynb" in part["class"]
    if part.pre:
        kind = "language-python highlight" if code else "language-text output highlight"
        inside = part.pre.decode_contents()
        return f'<div class="{kind}"><pre><code>{inside}</code></pre></div>'
    return f'<div class="notebook-output">{part.decode_contents()}</div>'


def set_headings(soup: BeautifulSoup, page: Page, config: MkDocsConfig) -> None:
    """Ids, title and table of contents. In a notebook, a heading's id is an empty <a id="…"></a> at
    its end: Jupyter shows nothing of it, and links to it work there as well."""
    hover = config.mdx_configs.get("toc", {}).get("permalink_title", "Permanent link")
    tokens = []
    for heading in soup.find_all(re.compile("^h[1-6]$")):
        for link in heading.select("a.anchor-link, a[id]:empty"):
            heading["id"] = link.get("id", heading["id"])
            link.decompose()
        name = html.escape(heading.get_text().strip())
        tokens.append({"level": int(heading.name[1]), "id": heading["id"], "name": name})
        link = soup.new_tag("a", href=f"#{heading['id']}", title=hover, string="¶")
        link["class"] = "headerlink"
        heading.append(link)
    page.title = soup.h1.get_text().removesuffix("¶").strip()
    page.toc = get_toc(nest_toc_tokens(tokens))
    page.present_anchor_ids = {tag["id"] for tag in soup.find_all(id=True)}


def set_links(soup: BeautifulSoup, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Links to other pages, checked and turned into addresses as MkDocs does it for Markdown (with
    a class that is private to MkDocs, which is pinned)."""
    mkdocs = _RelativePathTreeprocessor(page.file, files, config)
    for link in soup.select("a[href]:not(.headerlink)"):
        link["href"] = mkdocs.path_to_url(link["href"])
    page.links_to_anchors = mkdocs.links_to_anchors


def actions(page: Page, config: MkDocsConfig) -> Tag:
    """What can be done with the notebook: Colab only where the site knows its repository."""
    texts, path = TEXTS[config.theme["language"]], Path(page.file.abs_src_path)
    links = f'<a class="md-button" href="{path.name}" download>{texts["download"]}</a>'
    if repository := GITHUB.fullmatch(config.repo_url or ""):
        place = path.relative_to(Path(config.config_file_path).resolve().parent).as_posix()
        colab = f"https://colab.research.google.com/github/{repository[1]}/blob/main/{place}"
        links += f' <a class="md-button" href="{colab}">{texts["colab"]}</a>'
    return BeautifulSoup(f'<p class="notebook-actions">{links}</p>', "html.parser").p
