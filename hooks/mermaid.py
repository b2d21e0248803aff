"""Spares mermaid2 the parsing of whole pages, which took a third of the time of a build.

It reads a page with a diagram from end to end, only to append a script with the settings. So it is
given a page with nothing on it but a diagram, and what it appends goes to the end of the real one.
Without this hook, the same pages come out, later.
"""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import Page

DRAWING = 'class="mermaid"'
STAND_IN = f"<body><pre {DRAWING}><code></code></pre>"

waiting: dict[str, str] = {}


@event_priority(100)  # before mermaid2
def take_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if DRAWING not in output:
        return output
    waiting[page.url] = output
    return f"{STAND_IN}</body>"


@event_priority(-100)  # after it
def give_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if page.url not in waiting:
        return output
    appended = output.removeprefix(STAND_IN)
    return waiting.pop(page.url).replace("</body>", appended, 1)


on_post_page = CombinedEvent(take_page, give_page)
