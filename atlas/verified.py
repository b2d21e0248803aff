"""What a page says of its programs: how to run them, with which torch each was run, and when."""

import html
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from atlas import snippets
from atlas.pages import Text
from atlas.record import Stamp, Stamps
from atlas.runner import commands
from atlas.snippets import ROOT, Snippet
from atlas.texts import Texts, texts_of

DEVICES = {"cpu": "CPU", "cuda": "CUDA", "mps": "MPS"}
FIGURES, TABLE = "<!-- verified: figures -->", "<!-- verified: table -->"


@dataclass(frozen=True)
class Verified:
    """The torch versions of some stamps, and the oldest of their days. wholly: every program has
    one. (One that needs no GPU always has: without it the tests fail.)"""

    torch: str
    since: str
    wholly: bool


def verified(shown: list[Snippet], stamps: Stamps) -> Verified | None:
    """What the valid stamps of some programs say; None if there are none."""
    of_each = [valid_stamps(program, stamps) for program in shown]
    valid = [stamp for found in of_each for stamp in found]
    if not valid:
        return None
    return Verified(versions(valid), min(s["date"] for s in valid), wholly=all(of_each))


def valid_stamps(program: Snippet, stamps: Stamps) -> list[Stamp]:
    return [stamp for device in DEVICES if (stamp := stamps.valid(program, device))]


def versions(valid: list[Stamp]) -> str:
    """ "2.9.1 · 2.13.0", without builds, each once."""
    plain = {stamp["torch"].partition("+")[0] for stamp in valid}
    return " · ".join(sorted(plain, key=snippets.release))


def programs_of(markdown: str, root: Path = ROOT) -> list[Snippet]:
    """The programs that a page shows."""
    names = Text(markdown).programs
    return [snippets.read_once(root / "snippets" / f"{name}.py") for name in names]


def add_programs(
    markdown: str, source: str, language: str, site_url: str, root: Path = ROOT
) -> str:
    """A page with its last section, and with the table of all programs where it asks for it.

    source: the page's file below docs/<language>. site_url: "" if the site does not know its own.
    SnippetError if the page embeds a program that cannot be read."""
    texts, stamps = texts_of(language, "programs"), Stamps(root / "snippets")
    if FIGURES in markdown or TABLE in markdown:
        every = [snippets.read_once(path) for path in snippets.find(root / "snippets")]
        markdown = markdown.replace(FIGURES, figures(texts, stamps, every))
        markdown = markdown.replace(TABLE, table(texts, stamps, every, source))
    shown = programs_of(markdown, root)
    return markdown + (section(texts, stamps, shown, source, site_url) if shown else "")


def section(texts: Texts, stamps: Stamps, shown: list[Snippet], source: str, site_url: str) -> str:
    """How to run a page's programs, and where and when they were run."""
    lines = [f"\n\n## {texts['heading']} {{ #run-it-yourself }}\n"]
    if alone := [s for s in shown if not s.processes]:
        address = f"snippets/{alone[0].name}.py"
        address = f"{site_url}{address}" if site_url else posixpath.basename(address)
        start = "\n".join(commands(alone[0], alone[0].path.name))
        lines.append(f"{texts['run']}\n\n```sh\nuv run {address}\n{start}\n```\n")
    if starts := [start for s in shown if s.processes for start in commands(s, s.path.name)]:
        lines.append(f"{texts['several']}\n\n```sh\n" + "\n".join(starts) + "\n```\n")
    return "\n".join(lines) + "\n" + table(texts, stamps, shown, source)


def table(texts: Texts, stamps: Stamps, shown: list[Snippet], source: str) -> str:
    """Programs × devices: which torch ran this very text, and when."""
    used = [d for d in DEVICES if d != "mps" or any("mps" in e for e in stamps.entries.values())]
    rows = [[texts["program"], *(DEVICES[d] for d in used)]]
    for snippet in shown:
        link = posixpath.relpath(f"snippets/{snippet.name}.py", posixpath.dirname(source) or ".")
        name = re.sub("([/_])", r"\1<wbr>", snippet.name)  # phones: a name may break there
        cells = [cell(texts, stamps, snippet, device) for device in used]
        rows.append([f"[{name}.py]({link}){{ download }}", *cells])
    head, *lines = (f"| {' | '.join(cells)} |" for cells in rows)
    whole = "\n".join([head, "|---" * len(rows[0]) + "|", *lines])
    return f'<div class="stamps" data-search-exclude markdown>\n\n{whole}\n\n</div>\n'


def cell(texts: Texts, stamps: Stamps, snippet: Snippet, device: str) -> str:
    stamp = stamps.valid(snippet, device)
    if stamp:
        hover = html.escape(f"{stamp['device']} · Python {stamp['python']} · {stamp['seconds']} s")
        torch = stamp["torch"].partition("+")[0]
        return f'✓ torch {torch}<br><small title="{hover}">{stamp["date"]}</small>'
    if device == "cpu" and set(snippet.requires) - {"linux"}:
        return f"{texts['needs']} {', '.join(snippet.requires)}"
    changed = device in stamps.entries.get(snippet.name, {})
    return str(texts["changed" if changed else "never"])


def figures(texts: Texts, stamps: Stamps, every: list[Snippet]) -> str:
    """Three numbers that no one typed."""
    of_each = [found for program in every if (found := valid_stamps(program, stamps))]
    valid = [stamp for found in of_each for stamp in found]
    newest = max((stamp["date"] for stamp in valid), default="–")
    numbers = {"programs": len(of_each), "torch": versions(valid), "last": newest}
    rows = (f"<div><dt>{texts[n]}</dt><dd>{number}</dd></div>" for n, number in numbers.items())
    return f'<dl class="figures">{"".join(rows)}</dl>'
