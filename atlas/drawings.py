"""Draw the diagrams: each Mermaid block of docs/<language>/<page>.md becomes an SVG file,
drawings/<language>/<page>-<number>.svg, which the page shows.

Draw what is missing or has changed, and remove what no page has: python dev.py diagrams [--all]

Mermaid draws in a browser (drawings/draw.html), with the settings that mkdocs.yml gives it. What is
kept has no colours: those are the page's own, by classes that theme/assets/css/atlas.css knows. A
drawing names what it was made of, so that no browser is needed to see whether it is still right.
"""

import argparse
import base64
import functools
import html
import importlib.util
import json
import re
import textwrap
from collections.abc import Iterable
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas import config, pages
from atlas.config import LANGUAGES
from atlas.pages import Fence, Page
from atlas.snippets import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

COMMAND = "python dev.py diagrams"
MERMAID = ROOT / "drawings/mermaid/mermaid.min.js"
TEMPLATE = ROOT / "drawings/draw.html"
FONTS = {"en": "wide", "zh": "han, wide"}  # see draw.html
# For whoever opens the file itself; a page has a style sheet.
STYLE = "<style>*{fill:none;stroke:#555}text,.head,a *{fill:#555;stroke:none}</style>"


def file_of(page: Page, number: int) -> Path:
    """The file of a page's diagram; they are counted from 1."""
    return page.root / f"drawings/{page.language}/{page.name}-{number}.svg"


def number_of(file: Path) -> int:
    return int(file.stem.rpartition("-")[2])


def sources(page: Page) -> list[Fence]:
    return [fence for fence in page.fences if fence.info == "mermaid"]


def wanted(root: Path, languages: Iterable[str]) -> dict[Path, tuple[Page, Fence]]:
    """Each drawing that the pages need, and the block that it is drawn from."""
    return {
        file_of(page, number): (page, fence)
        for language in languages
        for page in pages.find(language, root)
        for number, fence in enumerate(sources(page), 1)
    }


def settings() -> dict[str, Any]:
    """What Mermaid is told, also by mermaid2 while one writes."""
    found: dict[str, Any] = config.read()["plugins"]["mermaid2"]["arguments"]
    return found


@functools.cache
def recipe() -> str:
    """Changes with all that decides how a source is drawn."""
    parts = MERMAID.read_bytes(), TEMPLATE.read_bytes(), json.dumps(settings()).encode()
    return sha256(b"\0".join(parts)).hexdigest()


def digest(source: str) -> str:
    """Stands in the drawing of exactly this source, as Mermaid draws it now."""
    text = textwrap.dedent(source).strip()
    return sha256(f"{recipe()}\0{text}".encode()).hexdigest()[:16]


def recorded(file: Path, source: str) -> str:
    """The drawing of this source; "" if there is none, or that of another."""
    text = file.read_text("utf-8") if file.exists() else ""
    return text if f'data-source="{digest(source)}"' in text else ""


def strays(root: Path, known: Iterable[Path], languages: Iterable[str]) -> list[Path]:
    """Drawings of diagrams that no page has any more."""
    there = (file for name in languages for file in (root / "drawings" / name).rglob("*"))
    return sorted(file for file in {*there}.difference(known) if file.is_file())


def problems(root: Path = ROOT, languages: Iterable[str] = LANGUAGES) -> list[str]:
    """Drawings that are missing, left over, or not those of their sources."""
    known = wanted(root, languages)
    found = [
        f"{page.path}:{fence.line}: "
        f"{'was changed since it was drawn' if file.exists() else 'is not drawn'}: {COMMAND}"
        for file, (page, fence) in known.items()
        if not recorded(file, fence.body)
    ]
    left = strays(root, known, languages)
    return found + [f"{file}:1: no page has this diagram any more: {COMMAND}" for file in left]


def inline(drawing: str, title: str, description: str, number: int) -> str:
    """A recorded drawing as a page's HTML shows it. A screen reader says its title, and what its
    description says; where nothing in it can be clicked, it is one picture."""
    about = f"drawing-{number}-about"
    role = "graphics-document document" if "<a " in drawing else "img"
    first = (
        f'class="drawing" role="{role}" aria-label="{html.escape(title)}"'
        f' aria-describedby="{about}"'
    )
    described = f'<desc id="{about}">{html.escape(description)}</desc>'
    drawing = re.sub(r' (?:xmlns|data-source)="[^"]*"', "", drawing)
    return drawing.replace("<svg", f"<svg {first}", 1).replace(STYLE, described, 1).strip()


# Drawing


def open_template(tab: "Tab") -> None:
    """Load what draws. The wide font is one that a package of ours brings: so it is the same on
    every machine, and hardly a reader has a wider one."""
    tab.goto(TEMPLATE.as_uri())
    spec = importlib.util.find_spec("matplotlib")
    assert spec and spec.origin, "requirements.txt has it"
    font = Path(spec.origin).with_name("mpl-data") / "fonts/ttf/DejaVuSans.ttf"
    data = base64.b64encode(font.read_bytes()).decode()
    face = f'@font-face {{ font-family: "wide"; src: url(data:font/ttf;base64,{data}) }}'
    tab.add_style_tag(content=face)
    tab.evaluate(
        "Promise.all(['wide', 'han'].map((name) => document.fonts.load(`16px ${name}`, 'a字')))"
    )


def draw(tab: "Tab", source: str, language: str, number: int) -> str:
    """The drawing of a diagram, the same bytes each time. tab: with the template open. number: of
    the diagram on its page, where no two may have an id in common. playwright's Error says what
    Mermaid does not understand."""
    how = {**settings(), "fontFamily": FONTS[language]}
    drawn: str = tab.evaluate(
        "([id, source, how]) => draw(id, source, how)", [f"drawing-{number}", source, how]
    )
    first, rest = drawn.split(">", 1)
    return f'{first} data-source="{digest(source)}">{STYLE}{rest}\n'


def record(every: bool = False, root: Path = ROOT, browser: "Browser | None" = None) -> None:
    """Draw what is missing or has changed, or every one; remove what no page has. browser: one that
    is open already."""
    known = wanted(root, LANGUAGES)
    todo = {f: of for f, of in known.items() if every or not recorded(f, of[1].body)}
    if todo:
        from playwright.sync_api import Error

        from measure.browser import opened  # which a build has no need of

        with nullcontext(browser) if browser else opened() as opener:
            tab = opener.new_page()
            open_template(tab)
            for file, (page, fence) in todo.items():
                try:
                    drawing = draw(tab, fence.body, page.language, number_of(file))
                except Error as error:
                    where = f"{page.path.relative_to(root)}:{fence.line}"
                    said = error.message.partition("Error: ")[2].partition("\n    at ")[0]
                    said = " ".join(said.split())
                    raise SystemExit(f"{where}: Mermaid says: {said}") from None
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(drawing, "utf-8", newline="\n")
                print(f"drew {file.relative_to(root).as_posix()}")
    for file in strays(root, known, LANGUAGES):
        file.unlink()
        print(f"removed {file.relative_to(root).as_posix()}")
    print(f"{len(known)} diagrams, {len(todo)} drawn")


def main() -> None:
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__.partition("\n\n")[0])
    parser.add_argument("--all", action="store_true", help="draw those too that need no drawing")
    record(parser.parse_args().all)


if __name__ == "__main__":
    main()
