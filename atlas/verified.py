"""What a page says of its programs: how to run them, with which torch each was run, and when, and
what other releases of torch made of them."""

import html
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from atlas import snippets
from atlas.pages import Text
from atlas.record import Stamp, Stamps
from atlas.releases import FAILS, LEFT_OUT, OTHER, SAME, Releases, kind, short, span
from atlas.runner import commands
from atlas.snippets import ROOT, Snippet
from atlas.texts import Texts, texts_of

UNFOLDED = 6  # programs: the table of more is folded, which on a phone is a wall of cards
DEVICES = {"cpu": "CPU", "cuda": "CUDA", "mps": "MPS"}
FIGURES, TABLE = "<!-- verified: figures -->", "<!-- verified: table -->"
CLAIM = "<!-- verified: claim -->"
MARKS = (FIGURES, TABLE, CLAIM)
SIGNS = {SAME: "✓", OTHER: "≠", FAILS: "✗", LEFT_OUT: "–"}


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
    shown = programs_of(markdown, root)
    if any(mark in markdown for mark in MARKS):
        every = [snippets.read_once(path) for path in snippets.find(root / "snippets")]
        markdown = markdown.replace(FIGURES, figures(texts, stamps, every))
        markdown = markdown.replace(CLAIM, claim(texts, stamps, every))
        markdown = markdown.replace(TABLE, overview(texts, stamps, every, source))
    return markdown + (section(texts, stamps, shown, source, site_url) if shown else "")


def claim(texts: Texts, stamps: Stamps, every: list[Snippet]) -> str:
    """How many of all programs were run."""
    run = sum(bool(valid_stamps(program, stamps)) for program in every)
    waiting = len(every) - run
    text = counted(texts["some_run"], waiting) if waiting else str(texts["all_run"])
    return text.format(run=run, all=len(every), n=waiting)


def counted(forms: list[str], number: int) -> str:
    return forms[0 if number == 1 else 1]


def brief(texts: Texts, stamps: Stamps, own: Verified | None) -> str:
    """On which releases a page's programs were run, for its top; "" if it has none."""
    checked = Releases(stamps.file.parent).checked(stamps.release())
    key = "brief" if checked else "recorded"
    return texts[key].format(torch=own.torch, checked=extent(checked)) if own else ""


def extent(checked: list[str]) -> str:
    return f"{checked[0]} … {checked[-1]}" if len(checked) > 1 else "".join(checked)


def foot(texts: Texts, stamps: Stamps, shown: list[Snippet]) -> str:
    """What came of some programs on all releases, in a sentence or two; "" if none was ever run."""
    ran = [stamp for program in shown for stamp in valid_stamps(program, stamps)]
    if not ran:
        return ""
    said = [texts["recorded"].format(torch=versions(ran))]
    table, recording = Releases(stamps.file.parent), stamps.release()
    checked = table.checked(recording)
    found = [table.outcomes(program) for program in shown if stamps.valid(program, "cpu")]
    if found and checked:
        names = sorted([*checked, recording], key=snippets.release)
        pieces = []
        for what, key in ((OTHER, "other"), (FAILS, "fails"), (LEFT_OUT, "left_out")):
            where = [[t for t in checked if kind(each.get(t, "")) == what] for each in found]
            if count := sum(map(bool, where)):
                torch = span((t for each in where for t in each), names)
                pieces.append(counted(texts[key], count).format(n=count, torch=torch))
        if unchecked := sum(not set(checked) <= set(each) for each in found):
            pieces.append(counted(texts["unchecked"], unchecked).format(n=unchecked))
        elif not any(kind(o) in (OTHER, FAILS) for each in found for o in each.values()):
            pieces.insert(0, texts["same_where" if pieces else "same"])
        said.append(texts["checked"].format(torch=extent(checked), found=texts["and"].join(pieces)))
    if waiting := sum(not valid_stamps(program, stamps) for program in shown):
        said.append(counted(texts["waiting"], waiting).format(n=waiting))
    return str(texts["then"]).join(said)


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
    """Programs × devices: which torch ran this very text, and when; and the other releases."""
    used = [d for d in DEVICES if d != "mps" or any("mps" in e for e in stamps.entries.values())]
    releases = Releases(stamps.file.parent)
    rows = [[texts["program"], *(DEVICES[d] for d in used), texts["other"]]]
    for snippet in shown:
        cells = [cell(texts, stamps, snippet, device) for device in used]
        elsewhere = others(releases, stamps, snippet)
        rows.append([link(snippet, source), *cells, "<br>".join(elsewhere)])
    made = f'<div class="stamps" data-search-exclude markdown>\n\n{grid(rows)}\n\n</div>\n'
    if len(shown) <= UNFOLDED:
        return made
    title = texts["runs"].format(n=len(shown))
    return f'??? runs "{title}"\n\n{indent(made, "    ")}'


def link(snippet: Snippet, source: str) -> str:
    """To a program's file, from a page."""
    address = posixpath.relpath(f"snippets/{snippet.name}.py", posixpath.dirname(source) or ".")
    name = re.sub("([/_])", r"\1<wbr>", snippet.name)  # phones: a name may break there
    return f"[{name}.py]({address}){{ download }}"


def grid(rows: list[list[str]]) -> str:
    """A Markdown table; the first row is its head."""
    head, *lines = (f"| {' | '.join(cells)} |" for cells in rows)
    return "\n".join([head, "|---" * len(rows[0]) + "|", *lines])


def others(releases: Releases, stamps: Stamps, snippet: Snippet) -> list[str]:
    """ "✓ 2.6–2.14", "≠ 2.15": what other releases make of a program."""
    if set(snippet.requires) - {"linux"}:
        return []
    checked, recording = releases.checked(stamps.release()), stamps.release()
    names = sorted([*checked, recording], key=snippets.release)
    outcomes = releases.outcomes(snippet)
    on = {what: [t for t in checked if kind(outcomes.get(t, "?")) == what] for what in SIGNS}
    if on[SAME]:
        on[SAME].append(recording)
    found = [f"{SIGNS[what]} {span(torch, names)}" for what, torch in on.items() if torch]
    unchecked = [torch for torch in checked if torch not in outcomes]
    return [*found, *([f"? {span(unchecked, names)}"] if unchecked else [])]


def overview(texts: Texts, stamps: Stamps, every: list[Snippet], source: str) -> str:
    """All programs × all releases: a row for each release; then, folded, one for each program."""
    releases = Releases(stamps.file.parent)
    torches = sorted([*releases.checked(stamps.release()), stamps.release()], key=snippets.release)
    column = {t: [sign(releases, stamps, program, t) for program in every] for t in torches}
    signs = [*SIGNS.values(), "?"]
    rows = [["torch", *signs], *([t, *(str(column[t].count(s)) for s in signs)] for t in torches)]
    parts = [grid(rows)]
    areas: dict[str, list[int]] = {}
    for number, program in enumerate(every):
        areas.setdefault(program.name.partition("/")[0], []).append(number)
    for area, numbers in areas.items():
        rows = [[texts["program"], *(short(t, torches) for t in torches), "GPU"]]
        for n in numbers:
            gpu = "✓" if any(stamps.valid(every[n], d) for d in ("cuda", "mps")) else ""
            rows.append([link(every[n], source), *(column[t][n] for t in torches), gpu])
        lines = "\n".join(f"    {line}" for line in grid(rows).splitlines())
        parts.append(f'??? abstract "{area}: {len(numbers)}"\n\n{lines}')
    whole = "\n\n".join(parts)
    return f'<div class="stamps releases" data-search-exclude markdown>\n\n{whole}\n\n</div>\n'


def sign(releases: Releases, stamps: Stamps, program: Snippet, torch: str) -> str:
    """What came of a program on a release."""
    if torch == stamps.release():
        recorded = stamps.valid(program, "cpu")
        return "✓" if recorded else "–" if set(program.requires) - {"linux"} else "?"
    return SIGNS.get(kind(releases.outcomes(program).get(torch, "")), "?")


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
