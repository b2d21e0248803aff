"""MkDocs's events, mapped to the functions of atlas/. Nothing else knows MkDocs.

Moving to another generator means another file like this one.
"""

import logging
import multiprocessing
import posixpath
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file

from atlas import (
    blocks,
    cards,
    diagram_words,
    drawings,
    errors,
    feed,
    image_sizes,
    incremental,
    markdown_export,
    notebook_page,
    offline,
    on_gpu,
    page_metadata,
    pages,
    release_tabs,
    roles,
    search_index,
    snippets,
    tables,
    verified,
)
from atlas.config import LANGUAGES, Site, nav_pages
from atlas.texts import texts_of
from explorer import page as open_file

log = logging.getLogger("mkdocs.hooks")  # below "mkdocs": a warning fails the strict build
PRUNE = 150  # pages, from which on each brings only the part of the nav that is around it
SECTIONS = "sections.json"  # of all pages, which a served site keeps for the search
LIVE = "assets/mermaid.min.js"  # what draws while one writes, as mkdocs.yml calls it


def language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


def site(config: MkDocsConfig) -> Site:
    return Site(
        language(config),
        config.site_name,
        config.site_description or "",
        config.site_url or "",
        config.repo_url or "",
    )


def description(page: Page, config: MkDocsConfig) -> str:
    return str(page.meta.get("description", config.site_description))


def title(page: Page) -> str:
    """The page's first heading, also where the nav calls it something shorter."""
    # while serving, a page that was not built again has an empty list as its contents
    first = page.toc.items[0].title if page.toc else page.title or ""
    return unescape(re.sub(r"<[^>]+>", "", first))


def source_file(file: File) -> Path:
    return Path(file.abs_src_path or "")


def is_main(config: MkDocsConfig) -> bool:
    """English, whose build includes those of the other languages."""
    return Path(config.config_file_path).name == "mkdocs.yml"


def is_served(config: MkDocsConfig) -> bool:
    """Built by `mkdocs serve`, which gives the site the address that it serves it at."""
    return urlsplit(config.site_url or "").netloc == str(config.dev_addr)


def on_config(config: MkDocsConfig) -> None:
    """Without a repository, MkDocs would take the place of a page in it for a whole address."""
    if config.repo_url:
        docs = Path(config.docs_dir).relative_to(Path(config.config_file_path).resolve().parent)
        config.edit_uri = page_metadata.edit_uri(config.repo_url, docs.as_posix())
    logging.getLogger("mkdocs.plugins.mermaid2").setLevel(logging.ERROR)  # a line for each page


# What the site has besides pages


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Programs, cards, and what is written later: there before the pages that link to it."""
    if is_main(config):  # MkDocs has just emptied the site's folder
        config.extra["others"] = [begun(other, config) for other in other_languages(config)]
    copied = {f"snippets/{snippets.name_of(path)}.py": path for path in snippets.find()}
    if config.site_url:  # a card's address must be a whole one
        drawn = cards.of_language(language(config))
        copied |= {f"assets/cards/{name}.png": path for name, path in drawn.items()}
    for fault in (undrawn := drawings.problems(languages=[language(config)])):
        log.warning(fault)
    if undrawn:  # no reader needs it
        copied[LIVE] = drawings.MERMAID
    copied |= open_file.files()
    files.append(
        File.generated(config, f"{open_file.ASSETS}/engine.js", content=open_file.engine())
    )
    for name, path in copied.items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    for sheet in (file for file in files.css_files() if file.src_uri.startswith("assets/css/")):
        # its comments are for us
        sheet.content_string = re.sub(r"/\*.*?\*/\s*", "", sheet.content_string, flags=re.S)
    for name in (feed.FEED, markdown_export.INDEX, markdown_export.FULL):
        there = Path(config.site_dir, name)
        text = there.read_text("utf-8") if there.exists() else ""
        files.append(File.generated(config, name, content=text))
    if is_served(config):  # MkDocs builds a page again if its file is gone
        all_pages = files.documentation_pages()
        built = {source_file(file): Path(file.abs_dest_path) for file in all_pages}
        for page in incremental.changed(built):
            page.unlink()
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """The languages share one nav: only the titles of its sections differ (extra.sections)."""
    translate(nav.items, config.extra.get("sections", {}))
    for page in nav.pages:
        if not page.file.is_modified():  # it will not be read
            page.title = incremental.title_of(source_file(page.file))
    if len(nav.pages) > PRUNE:  # or the work would grow with the square of the pages
        config.theme["features"] = [*config.theme["features"], "navigation.prune"]


def translate(items: list[Any], titles: dict[str, str]) -> None:
    for item in items:
        if isinstance(item, Section):
            item.title = titles.get(item.title, item.title)
            translate(item.children, titles)


# A page


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """mkdocs-jupyter renders notebooks in a way of its own: see notebook_page.py."""
    vars(page).pop("render", None)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    name, assets = page.file.src_uri, get_relative_url("assets/", page.url)
    try:
        if name.endswith(".ipynb"):
            return notebook(markdown, page, config)
        if wrong := blocks.embed_problems(pages.Page(source_file(page.file))):
            raise PluginError("\n".join(wrong))
        markdown = on_gpu.with_outputs(pages.measured(markdown), language(config))
        markdown = roles.with_files(markdown, language(config))
        markdown = roles.with_roles(markdown, language(config))
        markdown = release_tabs.with_releases(markdown, language(config))
        markdown = verified.add_programs(markdown, name, language(config), config.site_url or "")
        markdown = open_file.with_field(
            markdown, texts_of(language(config), "explorer"), language(config), assets
        )
        source = source_file(page.file)
        markdown, data = errors.with_index(markdown, language(config), source, assets)
        if data:
            beside = Path(config.site_dir, page.file.dest_uri).with_name(errors.DATA)
            write_file(data.encode(), str(beside))
        return markdown
    except (snippets.SnippetError, ValueError) as error:
        raise PluginError(str(error)) from None


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    name = page.file.src_uri
    try:
        if name == feed.PAGE:
            about = (page.title or "", description(page, config), page.canonical_url or page.url)
            made = feed.feed(feed.entries(content), site(config), *about)
            files.src_uris[feed.FEED].content_string = made
        sources = {n: Path(f.abs_src_path) for n, f in files.src_uris.items() if f.abs_src_path}
        content = image_sizes.with_sizes(
            content, posixpath.dirname(page.file.dest_uri), sources.get
        )
    except ValueError as error:
        raise PluginError(f"{name}: {error}") from None
    zipped = ("" if is_main(config) else "../") + get_relative_url(offline.NAME, page.url)
    if name.endswith(".md"):
        here = pages.Page(source_file(page.file))
        content = diagram_words.with_drawings(content, here, page.title or "")
        content = tables.with_columns(tables.with_cards(content))
    return offline.with_offer(content, language(config), zipped, is_served(config))


def notebook(markdown: str, page: Page, config: MkDocsConfig) -> str:
    here = source_file(page.file).relative_to(Path(config.config_file_path).resolve().parent)
    page.meta.setdefault("description", notebook_page.description(markdown))
    actions = notebook_page.actions(language(config), here.as_posix(), config.repo_url or "")
    return notebook_page.markdown(markdown, actions)


def source(page: Page, title: str, config: MkDocsConfig) -> markdown_export.Source:
    text = page.file.content_string
    if page.file.src_uri.endswith(".ipynb"):
        picture = texts_of(language(config), "markdown")["picture"]
        text = notebook_page.cells(text, lambda _: picture)
    else:  # while serving, a page that was not built again has no Markdown
        text = page.markdown if page.markdown is not None else pages.measured(text)
    about = (title, description(page, config), page.canonical_url or "")
    return markdown_export.Source(page.file.src_uri, page.file.dest_uri, text, *about)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Write the pages as Markdown, once all are known: each leads to headings of others."""
    read = [file.page for file in files.documentation_pages() if file.page]
    built = {page.file.src_uri for page in read if page.markdown is not None}
    sources = {page.file.src_uri: source(page, title(page), config) for page in read}
    others = {file.src_uri: file.dest_uri for file in files}
    export = markdown_export.Export(sources, others, site(config))
    for name, text in export.files(built):
        write_file(text.encode(), str(Path(config.site_dir, name)))
    if built < set(sources):  # while serving: the files of all pages are those of the first build
        return
    nav = config.nav or []
    full = export.full(name for name in nav_pages(nav) if name in sources)
    files.src_uris[markdown_export.FULL].content_string = full
    index = export.index(nav, config.extra.get("sections", {}))
    files.src_uris[markdown_export.INDEX].content_string = index


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    above = []  # the sections around it that have a page
    for section in reversed(list(page.ancestors)):
        children = section.children if isinstance(section, Section) else []
        first = next((c for c in children if isinstance(c, Page)), None)
        if first and first is not page and first.file.name == "index":
            above.append((section.title or "", first.canonical_url or ""))
    about = source(page, title(page), config)
    context["about"] = page_metadata.about(about, above, site(config))


# The whole site


def on_post_build(config: MkDocsConfig) -> None:
    """Wait for the other languages, which are folders of the English site, so that `mkdocs build`
    and `mkdocs serve` make the whole site; then pack it."""
    search = Path(config.site_dir, "search")
    search_index.write(search, language(config), search / SECTIONS if is_served(config) else None)
    if not is_main(config):
        return
    for finish in config.extra.pop("others"):
        finish()
    if not is_served(config):
        licence = Path(config.config_file_path).with_name("LICENSE")
        offline.make(Path(config.site_dir), config.site_url or "", licence)


def other_languages(config: MkDocsConfig) -> list[str]:
    """Those that have settings."""
    folder = Path(config.config_file_path).parent
    return [name for name in LANGUAGES[1:] if (folder / f"mkdocs.{name}.yml").exists()]


def begun(language: str, config: MkDocsConfig) -> Callable[[], None]:
    """Begin to build a language beside the others; returns what waits until it is built. While
    serving, and where a process cannot be forked, it is built only then."""
    if is_served(config) or "fork" not in multiprocessing.get_all_start_methods():
        return lambda: build(config_of(language, config), dirty=is_served(config))
    other = (config_of(language, config),)
    process = multiprocessing.get_context("fork").Process(target=build, args=other, daemon=True)
    process.start()

    def finish() -> None:
        process.join()
        if process.exitcode:
            raise Abort(f"{language} was not built: the reason stands above")

    return finish


def config_of(language: str, config: MkDocsConfig) -> MkDocsConfig:
    """The settings that build one language into its folder of the English site."""
    english = language == LANGUAGES[0]
    name, url = Path(config.config_file_path), config.site_url or ""
    return load_config(
        str(name if english else name.with_name(f"mkdocs.{language}.yml")),
        site_dir=config.site_dir if english else str(Path(config.site_dir, language)),
        site_url=url if english or not url else f"{url.rstrip('/')}/{language}/",
        strict=config.strict,
        dev_addr=str(config.dev_addr),
    )


# Serving


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """On a change, build again only the pages that it touches: see incremental.py."""
    address = config.site_url

    def build_changed() -> None:
        log.info("Building what has changed")
        again = config_of(LANGUAGES[0], config)
        again.site_url = address
        build(again, serve_url=address, dirty=True)

    server.builder = build_changed
    # MkDocs warns of what changed() and on_nav() see to.
    logging.getLogger("mkdocs.commands.build").addFilter(lambda r: "dirty" not in r.getMessage())
