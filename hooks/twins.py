"""Writes every page once more as Markdown, for machines and for pasting: index.md beside
index.html, an index of them all (llms.txt), and all in one file (llms-full.txt).

A page needs nothing for it: its includes are expanded by the site's own Markdown extension.
"""

import posixpath
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # MkDocs loads a hook from its file, not as part of a package

from tools import plain  # noqa: E402

INDEX, FULL = "llms.txt", "llms-full.txt"
TEXTS = {
    "en": {
        "output": "Output:",
        "picture": "(A picture, to be seen on the page.)",
        "about": "Each page below is Markdown, with the code and the recorded outputs that its "
        "readers see. [All of them in one file]({full}). [The same in Chinese]({other}).",
        "other": "zh/llms.txt",
        "source": "Source:",
    },
    "zh": {
        "output": "输出：",
        "picture": "（这里是一张图，请到网页上看。）",
        "about": "下面每一页都是 Markdown，里面的代码和运行记录下来的输出与网页上完全一样。"
        "[全部页面合成一个文件]({full})。[英文版]({other})。",
        "other": "../llms.txt",
        "source": "原文：",
    },
}


@dataclass(frozen=True)
class Twin:
    """A page with its includes expanded. anchors: see plain.anchors."""

    page: Page
    markdown: str
    anchors: dict[str, str]

    @property
    def address(self) -> str:
        return posixpath.splitext(self.page.file.dest_uri)[0] + ".md"


twins: dict[str, Twin] = {}  # by the file of the page
pages: dict[str, File] = {}  # by their addresses
navigation = Navigation([], [])


def on_files(files: Files, config: MkDocsConfig) -> None:
    """They are there before their text is known, so that pages may link to them."""
    for name in INDEX, FULL:
        files.append(File.generated(config, name, content=""))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    global navigation
    navigation = nav
    twins.clear()
    pages.clear()
    pages.update((file.url.strip("./"), file) for file in files.documentation_pages())


@event_priority(-100)  # after whoever adds to the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    if page.file.src_uri.endswith(".ipynb"):
        markdown = plain.of_notebook(markdown, TEXTS[config.theme["language"]]["picture"])
    markdown = expanded(markdown, config)
    twins[page.file.src_uri] = Twin(page, markdown, plain.anchors(markdown))


def expanded(text: str, config: MkDocsConfig) -> str:
    """Includes replaced by what the site's own extension puts in their place."""
    name = "pymdownx.snippets"
    md = Markdown(extensions=[name], extension_configs={name: config.mdx_configs[name]})
    return "\n".join(md.preprocessors["snippet"].run(text.split("\n")))


def on_env(env, config: MkDocsConfig, files: Files) -> None:
    """Once all pages are known, since each of them leads to headings of others."""
    texts, site = TEXTS[config.theme["language"]], Path(config.site_dir)
    for twin in twins.values():
        text = written(twin, posixpath.dirname(twin.address), texts, files)
        if config.site_url:
            text += f"\n{texts['source']} <{twin.page.canonical_url}>\n"
        write(site / twin.address, text)
    ordered = [twins[page.file.src_uri] for page in navigation.pages]
    full = [written(twin, "", texts, files) for twin in ordered]
    files.get_file_from_path(FULL).content_string = "\n---\n\n".join(full)
    files.get_file_from_path(INDEX).content_string = index(config)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def written(twin: Twin, folder: str, texts: dict[str, str], files: Files) -> str:
    """A page as it is read from a folder of the site: where its links lead depends on that."""
    link, click = links(twin, folder, files)
    return plain.convert(twin.markdown, texts["output"], link, click)


def links(
    twin: Twin, folder: str, files: Files
) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """What becomes of a link on the page, which names a file, and of one in a diagram, which names
    an address."""

    def to(file: File | None, fragment: str, otherwise: str) -> str:
        if not file:
            return otherwise
        there = twins.get(file.src_uri)
        if not there:
            return posixpath.relpath(file.dest_uri, folder or ".")
        address = posixpath.relpath(there.address, folder or ".")
        name = there.anchors.get(fragment)
        return f"{address}#{name}" if name else address

    def link(target: str) -> str:
        path, _, fragment = target.partition("#")
        if re.match(r"[\w.+-]+:", target):
            return target
        here = posixpath.dirname(twin.page.file.src_uri)
        name = posixpath.normpath(posixpath.join(here, path)) if path else twin.page.file.src_uri
        file = files.get_file_from_path(name)
        address = to(file, fragment, target)
        return address if path or folder != posixpath.dirname(twin.address) else local(address)

    def local(address: str) -> str:
        return "#" + address.partition("#")[2]

    def click(target: str) -> str:
        path, _, fragment = target.partition("#")
        address = posixpath.normpath(posixpath.join(twin.page.url, path)) if path else twin.page.url
        return to(pages.get(address.strip("./")), fragment, target)

    return link, click


def index(config: MkDocsConfig) -> str:
    """llms.txt (see llmstxt.org): sections as in the nav, each page with its description."""
    texts, base = TEXTS[config.theme["language"]], config.site_url or ""

    def entry(page: Page) -> str:
        title = re.sub(r"[\[\]]", r"\\\g<0>", page.title)
        address = base + twins[page.file.src_uri].address
        return f"- [{title}]({address}): {page.meta.get('description', config.site_description)}"

    def section(title: str, items: list) -> list[str]:
        entries = [entry(item) for item in items if isinstance(item, Page)]
        found = [f"\n## {title}\n", *entries] if entries else []
        for item in items:
            if isinstance(item, Section):
                nested = f"{title}: {item.title}" if items is not navigation.items else item.title
                found += section(nested, item.children)
        return found

    other = urljoin(base, texts["other"])
    about = texts["about"].format(full=base + FULL, other=other)
    head = [f"# {config.site_name}\n", f"> {config.site_description}\n", about]
    return "\n".join([*head, *section(config.site_name, navigation.items)]) + "\n"
