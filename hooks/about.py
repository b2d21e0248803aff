"""Says of each page what its head and its foot tell others: with which torch it was verified, where
to edit it or to report a problem, what it is for search engines, and the card that a link shows.

The templates that show it: theme/partials/about.html and its neighbours.
"""

import html
import json
import posixpath
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # MkDocs loads a hook from its file, not as part of a package

from tools import cards, snippets  # noqa: E402
from tools.record import Stamps  # noqa: E402

BRANCH = "main"
EMBED = re.compile(r'^\s*-+8<-+\s+"([\w/-]+)\.py(?::[\w-]+)?"', re.M)
NO_STEPS = ("when", "inside", "wrong", "proof", "run-it-yourself")  # of a recipe's sections
TEXTS = {
    "en": {
        "markdown": "Copy page as Markdown",
        "edit": "Edit this page",
        "report": "Report a problem",
        "torch": "page verified with {torch} · mine: ",
        "page": "This page was verified with torch {torch}",
        "site": "This site was verified with torch {torch}",
        "partly": "Verified with torch {torch}, but for programs that need a GPU",
        "changes": "What is new",
    },
    "zh": {
        "markdown": "复制本页 Markdown",
        "edit": "编辑本页",
        "report": "报告问题",
        "torch": "本页验证所用：{torch} · 我的：",
        "page": "本页已用 torch {torch} 验证",
        "site": "本站已用 torch {torch} 验证",
        "partly": "已用 torch {torch} 验证（需要 GPU 的程序除外）",
        "changes": "更新日志",
    },
}


@dataclass(frozen=True)
class Verified:
    """The torch versions of some stamps, and the oldest of their days. wholly: no program was left
    out. (One that needs no GPU has its stamp: without it the tests fail.)"""

    torch: str
    since: str
    wholly: bool


stamps = Stamps()
everywhere: Verified | None = None  # of all programs together
on_cards: cards.Titles = {}


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Cards only where they can be shown: their address must be a whole one."""
    global stamps, everywhere, on_cards
    stamps, on_cards = Stamps(), cards.titles()  # anew: a server builds again and again
    everywhere = verified([snippets.read_once(path) for path in snippets.find()])
    if config.site_url:
        for path in cards.of_language(config.theme["language"]):
            name = path.relative_to(cards.CARDS / config.theme["language"]).as_posix()
            address = f"assets/cards/{name}"
            files.append(File.generated(config, address, abs_src_path=str(path)))


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    language = config.theme["language"]
    texts = TEXTS[language]
    shown = [snippets.read_once(snippets.SNIPPETS / f"{n}.py") for n in embedded(page)]
    own = verified(shown)
    known = own or everywhere
    title = title_of(page)
    drawn = on_cards.get(language, {})
    card = cards.of_page(language, page.file.src_uri, title, drawn) if config.site_url else None
    context["about"] = {
        "title": title,
        "markdown": posixpath.splitext(posixpath.basename(page.file.dest_uri))[0] + ".md",
        "texts": texts,
        "verified": claim(texts, own),
        "card": f"{config.site_url}assets/cards/{card}" if card else "",
        "repository": at_repository(page, config, texts["torch"], known),
        "data": [in_html(entry) for entry in structured(page, config, title, shown, own)],
    }


def embedded(page: Page) -> list[str]:
    """The names of the programs that a page shows."""
    return [*dict.fromkeys(EMBED.findall(page.markdown or ""))]


def title_of(page: Page) -> str:
    """The page's first heading, also where the nav calls it something shorter."""
    first = page.toc.items[0].title if page.toc.items else page.title
    return html.unescape(re.sub(r"<[^>]+>", "", first))


def claim(texts: dict[str, str], own: Verified | None) -> str:
    """What the foot says: of the page, or where that has no program of the whole site."""
    known = own or everywhere
    if not known:
        return ""
    kind = ("page" if own else "site") if known.wholly else "partly"
    return texts[kind].format(torch=known.torch)


def verified(shown: list[snippets.Snippet]) -> Verified | None:
    by_program = [
        [s for d in stamps.entries.get(p.name, {}) if (s := stamps.valid(p, d))] for p in shown
    ]
    valid = [stamp for found in by_program for stamp in found]
    if not valid:
        return None
    versions = {s["torch"].partition("+")[0] for s in valid}
    newest_last = sorted(versions, key=snippets.release)
    since = min(s["date"] for s in valid)
    return Verified(" · ".join(newest_last), since, wholly=all(by_program))


def at_repository(
    page: Page, config: MkDocsConfig, torch: str, known: Verified | None
) -> dict[str, str]:
    """Where to edit a page and to report a problem, as its host does it; of a host that we do not
    know, the repository itself."""
    repository = (config.repo_url or "").rstrip("/")
    if not repository:
        return {}
    file = Path(page.file.abs_src_path)
    file = quote(file.relative_to(Path(config.config_file_path).resolve().parent).as_posix())
    where = page.canonical_url or file
    torch = torch.format(torch=known.torch if known else "?")
    host = urlsplit(repository).hostname or ""
    if "github" in host:
        fields = f"template=wrong.yml&page={quote(where, '')}&torch={quote(torch, '')}"
        edit, report = f"edit/{BRANCH}/{file}", f"issues/new?{fields}"
    elif "gitlab" in host:
        text = quote(f"{where}\n\ntorch: {torch}\n\n", "")
        fields = f"issue[title]={quote(title_of(page), '')}&issue[description]={text}"
        edit, report = f"-/edit/{BRANCH}/{file}", f"-/issues/new?{fields}"
    elif re.search("codeberg|forgejo|gitea", host):
        text = quote(f"{where}\n\ntorch: {torch}\n\n", "")
        fields = f"title={quote(title_of(page), '')}&body={text}"
        edit, report = f"_edit/{BRANCH}/{file}", f"issues/new?{fields}"
    else:
        return {"report": repository}
    return {"edit": f"{repository}/{edit}", "report": f"{repository}/{report}"}


def structured(
    page: Page,
    config: MkDocsConfig,
    title: str,
    shown: list[snippets.Snippet],
    own: Verified | None,
) -> list[dict]:
    """What the page is, in the words of schema.org, made of what it has."""
    site = {"@type": "WebSite", "name": config.site_name, "inLanguage": config.theme["language"]}
    if config.site_url:
        site["url"] = config.site_url
    description = page.meta.get("description", config.site_description)
    about = {"@type": "SoftwareApplication", "name": "PyTorch"}
    about["applicationCategory"] = "DeveloperApplication"
    licence = "https://spdx.org/licenses/MIT.html"
    if page.is_homepage:
        home = {"description": description, "about": about, "license": licence}
        return [{"@context": "https://schema.org", **site, **home}]
    if own:
        about["softwareVersion"] = own.torch
    article = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "name": title,
        "headline": title,
        "description": description,
        "inLanguage": config.theme["language"],
        "about": about,
        "isPartOf": site,
        "license": licence,
    }
    if page.canonical_url:
        article["url"] = page.canonical_url
    if shown:
        article["dependencies"] = ", ".join(needed(shown))
    if own and own.wholly:  # the day since when all of its programs stand as they were run
        article["mainEntityOfPage"] = {"@type": "WebPage", "lastReviewed": own.since}
    if is_recipe(page):
        article["@type"] = ["TechArticle", "HowTo"]
        article["step"] = [
            {"@type": "HowToStep", "name": html.unescape(h.title), "url": at(page, h.id)}
            for h in page.toc.items[0].children
            if h.id not in NO_STEPS
        ]
    return [article, *breadcrumbs(page, config, title)]


def at(page: Page, id: str) -> str:
    return f"{page.canonical_url or ''}#{id}"


def is_recipe(page: Page) -> bool:
    """Recipes are those pages about saving and loading which have a section of the nav of their
    own, and the shape of one."""
    ids = {h.id for h in page.toc.items[0].children} if page.toc.items else set()
    return page.file.src_uri.startswith("save-load/") and {"save", "load"} <= ids


def needed(shown: list[snippets.Snippet]) -> list[str]:
    """What the programs ask for: of each package the newest version that one of them needs."""
    least: dict[str, str] = {}
    for dependency in (d for program in shown for d in program.dependencies):
        name, version = snippets.DEPENDENCY.match(dependency).groups()
        known = least.get(name)
        if not known or (version and snippets.release(version) > snippets.release(known)):
            least[name] = version or ""
    return [f"{name}>={version}" if version else name for name, version in least.items()]


def breadcrumbs(page: Page, config: MkDocsConfig, title: str) -> list[dict]:
    """The way from the home page; of the sections, those that have a page."""
    if not config.site_url:  # it wants whole addresses
        return []
    way = [(config.site_name, config.site_url)]
    for section in reversed(page.ancestors):
        first = next((c for c in section.children if isinstance(c, Page)), None)
        if first and first is not page and first.file.name == "index":
            way.append((section.title, first.canonical_url))
    way.append((title, page.canonical_url))
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": address}
        for n, (name, address) in enumerate(way, 1)
    ]
    return [{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}]


def in_html(data: dict) -> str:
    """JSON that an HTML parser does not look into."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
