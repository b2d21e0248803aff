"""Spares the search plugin the parsing of every coloured word, a tenth of the time of a build.

It reads a page tag by tag, and most tags are the spans that colour code. So it is given the page
without them, and the page gets them back. Without this hook, the same site comes out, later.
"""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

CODE = re.compile(r"<pre\b.*?</pre>", re.S)
SPAN = re.compile(r"</?span[^>]*>")
FOR_SEARCH = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")  # the plugin removes it: so do we

waiting: dict[str, str] = {}


@event_priority(100)  # before the search plugin
def take_colours(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    waiting[page.url] = page.content
    page.content = CODE.sub(lambda code: SPAN.sub("", code[0]), page.content)


@event_priority(-100)  # after it
def give_colours(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    page.content = FOR_SEARCH.sub("", waiting.pop(page.url))


on_page_context = CombinedEvent(take_colours, give_colours)
