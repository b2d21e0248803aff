"""One build makes all languages: mkdocs.yml builds English, then each mkdocs.<language>.yml."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section

MANY = 150  # pages, from which on each brings only the part of the nav that is around it


def on_post_build(config: MkDocsConfig) -> None:
    """Build the other languages into folders of the English site, so that `mkdocs serve` and
    `mkdocs build` give the whole site."""
    here = Path(config.config_file_path)
    if here.name != "mkdocs.yml":
        return
    for other in sorted(here.parent.glob("mkdocs.*.yml")):
        language = other.name.split(".")[1]
        address = f"{config.site_url.rstrip('/')}/{language}/" if config.site_url else ""
        folder = str(Path(config.site_dir) / language)
        build(load_config(str(other), site_dir=folder, site_url=address, strict=config.strict))


def on_nav(nav: Navigation, config: MkDocsConfig, files) -> None:
    """The languages share one nav: only the titles of its sections differ (extra.sections)."""
    titles = config.extra.get("sections", {})

    def translate(items: list) -> None:
        for item in items:
            if isinstance(item, Section):
                item.title = titles.get(item.title, item.title)
                translate(item.children)

    translate(nav.items)
    if len(nav.pages) > MANY:  # or the work would grow with the square of the pages
        config.theme["features"] = [*config.theme["features"], "navigation.prune"]
