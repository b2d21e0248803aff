"""Makes the index of all errors, and the data that "Paste your error" finds them by.

An entry is a section of a page in errors/ that shows the region `raise` (or `wrong-result`) of a
program; its message is the recorded output of that region. Pages need nothing more for it, and
without this hook only the index page is empty.
"""

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as BuiltPage
from mkdocs.utils import get_relative_url

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # MkDocs loads a hook from its file, not as part of a package

from tools import pages, snippets  # noqa: E402

PLACE = "<!-- errors: index -->"
FIRST_LINE = re.compile(r"^(?=[\w.]*(?:Error|Exception|Warning|Interrupt)(?::|$))", re.M)
MADE = re.compile(r"(?:class|def) (\w+)|([\w.]+) = |[\"']([\w.]+)[\"']")
# What another reader's message has something else for. Keys of a state_dict are in double quotes;
# what torch itself puts before or behind one is no name of the reader's, but tells one error from
# another.
VARIABLE = r"""
    (?<![\w:/]) (?: [A-Za-z]:\\ | \.{0,2}/ ) [\w./\\-]+  # a path
  | [\w-]+ \. (?: pth? | tar | bin | ckpt | safetensors | onnx | py ) \b  # a file
  | (?<=") (?! module\. | _orig_mod\. ) [\w.]+? (?= (?: _extra_state )? " )
  | (?: (?<="module\.) | (?<="_orig_mod\.) ) [\w.]+ (?=")
  | (?: (?<=GLOBAL[ ]) | (?<=globals\(\[) ) [\w.]+
  | 0x[0-9a-f]+
  | \{ '[^{}]*' \}  # a set, in whatever order
  | [\[(] \d+ (?: ,[ ]? \d+ )* ,? [\])]  # a shape
  | (?<! [\w.] ) -?\d [\dx.]* (?! \w )  # a number, or the two shapes in 2x3
"""
TEXTS = {
    "en": {
        "label": "Paste your error",
        "hint": "The whole traceback, or a piece of it. It stays in your browser. "
        "Ctrl + Enter finds it, too.",
        "find": "Find it",
        "known": "This looks like it:",
        "also": "Less like it:",
        "unknown": "We do not know this one. The nearest three:",
        "empty": "There is nothing in the field yet.",
    },
    "zh": {
        "label": "粘贴你的报错",
        "hint": "整段 traceback 或其中一段都行，内容不会离开你的浏览器。按 Ctrl + Enter 也能查找。",
        "find": "查找",
        "known": "应该是这一条：",
        "also": "也有几分像：",
        "unknown": "这条报错还没有收录。最接近的三条：",
        "empty": "还没有粘贴任何内容。",
    },
}


@dataclass(frozen=True)
class Entry:
    """One section. title: as in Markdown. messages: as recorded; none where nothing is raised."""

    id: str
    title: str
    program: snippets.Snippet
    messages: list[str]


def on_page_markdown(markdown: str, page: BuiltPage, config: MkDocsConfig, files: Files) -> str:
    if PLACE not in markdown:
        return markdown
    folder = Path(page.file.abs_src_path).parent
    groups = {p: entries(p) for p in in_order(folder, config)}
    texts = TEXTS[config.theme["language"]]

    def address(asset: str) -> str:
        return get_relative_url(f"assets/{asset}", page.url)

    data = {
        "texts": {name: texts[name] for name in ("known", "also", "unknown", "empty")},
        "entries": [likeness(e) for group in groups.values() for e in group if e.messages],
    }
    parts = [
        f'<link rel="stylesheet" href="{address("css/errors.css")}">',
        field(texts),
        *(listed(p, group) for p, group in groups.items()),
        f'<script type="application/json" id="errors">{as_script(data)}</script>',
        f'<script src="{address("js/errors.js")}" defer></script>',
    ]
    return markdown.replace(PLACE, "\n\n".join(parts))


def in_order(folder: Path, config: MkDocsConfig) -> list[pages.Page]:
    """The pages beside the index, in the order of the nav."""
    nav = str(config.nav)

    def place(path: Path) -> int:
        found = nav.find(f"{folder.name}/{path.name}")
        return found if found >= 0 else len(nav)

    beside = [p for p in sorted(folder.glob("*.md")) if p.name != "index.md"]
    return [pages.Page(p) for p in sorted(beside, key=place)]


def entries(page: pages.Page) -> list[Entry]:
    """The sections of a page that show how an error is raised, or a wrong result comes about."""
    found = []
    sections = [h for h in page.headings if h.level == 2]
    ends = [h.line for h in sections[1:]] + [sys.maxsize]
    for heading, end in zip(sections, ends, strict=False):
        for line, file, region in page.embeds:
            inside = heading.line < line < end and file.endswith(".py")
            if inside and region in ("raise", "wrong-result"):
                program = snippets.read(snippets.SNIPPETS / file)
                raised = recorded(program) if region == "raise" else []
                if region == "raise" and not raised:  # it cannot be raised here
                    raised = re.findall(r"`([^`]+)`", heading.text)
                found.append(Entry(heading.id, heading.text, program, raised))
                break
    return found


def recorded(program: snippets.Snippet) -> list[str]:
    """The messages of its regions raise, raise-…: more than one if it has several forms."""
    out = program.path.with_suffix(".out")
    if not out.exists():
        return []
    text = out.read_text("utf-8")
    regions = snippets.read_regions(out, text).items()
    lines = text.splitlines()
    found = []
    for name, (first, last) in regions:
        if name.split("-")[0] == "raise":
            found += messages("\n".join(lines[first - 1 : last]))
    return found


def messages(text: str) -> list[str]:
    """The messages in a region's output, which may have printed several."""
    found: list[str] = []
    for part in FIRST_LINE.split(text):
        if found and "Traceback (most recent call last)" in found[-1]:
            found[-1] += part  # a message that quotes another one
        elif FIRST_LINE.match(part):
            found.append(part)
    return [m.strip() for m in found or [text]]


def likeness(entry: Entry) -> dict:
    """What an entry is found by: the runs of words in its messages that are the same for every
    reader, and hints, which decide between entries that have these in common."""
    source, all_messages = entry.program.source, entry.messages
    split = [fixed_words(message, source, all_messages) for message in all_messages]
    hints = [hint for _, found in split for hint in found]
    return {"id": entry.id, "messages": [f for f, _ in split], "hints": [*dict.fromkeys(hints)]}


def fixed_words(
    message: str, source: str, forms: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    """(fixed runs of words, hints) of a message that a program with this source has raised.
    forms: all messages of its entry."""
    made = {name for found in MADE.findall(source) for name in found if name}
    classes = set(re.findall(r"(?:^class |\bnn\.(?=[A-Z]))(\w+)", source, re.M))
    names = f"(?<=') (?: {any_of(made)} ) (?=') | \\b (?: {any_of(classes)} ) \\b"
    found = [*re.compile(f"{VARIABLE} | {names}", re.X).finditer(message)]
    runs = between(message, [*(f.span() for f in found), *differing(message, forms)])
    # A word that stands alone tells something only if it is long: and, size, from.
    fixed = [r for n, r in enumerate(runs) if " " in r or n == 0 or len(re.findall(r"\w", r)) > 4]
    fixed = [run.removesuffix(":") if message == run else run for run in fixed]
    fixed = [run for run in fixed if re.search(r"\w", run)]
    if len(" ".join(fixed).split()) < 3:  # but for its name all is variable: KeyError: 'momentum'
        fixed = [" ".join(message.removesuffix(":").split())]
    hints = [hint(message, f) for f in found if f[0] not in classes]
    return fixed, [*filter(None, hints)]


def any_of(names: Iterable[str]) -> str:
    """An expression for one of these names; for none, one that matches nothing."""
    return "|".join(re.escape(name) for name in sorted(names)) or "(?!)"


def between(message: str, variable: list[tuple[int, int]]) -> list[str]:
    """What is left of a message without these pieces."""
    runs, at = [], 0
    for start, end in sorted(variable):
        if start >= at:
            runs.append(message[at:start])
        at = max(at, end)
    return [" ".join(run.split()) for run in [*runs, message[at:]]]


def differing(message: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Where a message has another word than another form of it, if all else is equal and that is
    no plain word: 'Long' in one and 'Bool' in the other are two messages."""
    found = []
    words = [*re.finditer(r"\S+", message)]
    for form in forms:
        pairs = zip(words, form.split(), strict=False)
        differ = [word for word, other in pairs if word[0] != other]
        if len(form.split()) == len(words) and len(differ) == 1 and not differ[0][0].isalpha():
            bare = differ[0][0].strip("\"'`.,:()[]<>")
            start = message.index(bare, differ[0].start())
            found.append((start, start + len(bare)))
    return found


def hint(message: str, found: re.Match) -> str:
    """The telling part of what varies: the end of a key, the package that a name begins with, a
    number with its word."""
    before = message[: found.start()]
    if re.match(r"[\[(/.]", found[0]) or before.endswith("globals(["):
        return ""
    if before.endswith(('"', "module.", "_orig_mod.")):
        start, _, end = found[0].rpartition(".")
        return "" if end in ("weight", "bias") else f'{end}"' if start else f'"{end}"'
    if before.endswith("GLOBAL "):
        return f"GLOBAL {found[0].partition('.')[0]}."
    return " ".join([*before.split()[-1:], found[0]])


def field(texts: dict[str, str]) -> str:
    """Shown where scripts run (errors.css), and at once, so that nothing jumps when ours comes."""
    return (
        '<form class="paste-error">'
        f'<label for="paste-error">{texts["label"]}</label>'
        '<textarea id="paste-error" rows="6" spellcheck="false" autocapitalize="off" '
        'autocomplete="off" aria-describedby="paste-error-hint"></textarea>'
        f'<p id="paste-error-hint">{texts["hint"]}</p>'
        f'<button class="md-button md-button--primary">{texts["find"]}</button>'
        '<div class="paste-error__answer" role="status"></div></form>'
    )


def listed(page: pages.Page, group: list[Entry]) -> str:
    """A page's entries, each with the first line of its message. Search finds them on their own
    pages."""
    title = next(h.text for h in page.headings if h.level == 1)
    lines = [f"## [{title}]({page.path.name}) {{ #{page.path.stem} }}\n"]
    lines.append('<div class="errors" data-search-exclude markdown>\n')
    for entry in group:
        link = f'[{entry.title}]({page.path.name}#{entry.id}){{ data-error="{entry.id}" }}'
        lines.append(f"- {link}{first_line(entry)}")
    return "\n".join([*lines, "\n</div>"])


def first_line(entry: Entry) -> str:
    line = entry.messages[0].splitlines()[0] if entry.messages else ""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"\n    {ticks} {line} {ticks}{{ .first-line }}" if line else ""


def as_script(data: dict) -> str:
    """JSON that an HTML parser does not look into."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
