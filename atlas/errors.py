"""Make the index of all errors, and the data that "Paste your error" finds them by.

An entry is a section of a page in errors/ that shows the region `raise` (or `wrong-result`; `fix`
where no program can raise it) of a program; its message is the recorded output of that region.
Pages need nothing more for it. A section of any other page whose output holds an error or a warning
can be found, too. error_rules.toml has what the words of a message do not say.
"""

import functools
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any

import markdown

from atlas import config, on_gpu, pages, releases, snippets
from atlas.pages import Embed, Heading, Page, docs_folder, find
from atlas.record import Stamps
from atlas.texts import compact, texts_of

PLACE, FIELD = "<!-- errors: index -->", "<!-- errors: field -->"
DATA = "data.js"  # beside the index page; loaded when somebody comes to the field
RULES = Path(__file__).with_name("error_rules.toml")
SHOWN = ("raise", "wrong-result", "fix")  # the region that makes a section an entry, best first
# The field's texts that its script shows.
SAID = ("known", "also", "unknown", "search", "silent", "empty", "says", "caller", "part", "copy")
AT_MOST = 220  # characters of a cause; of a longer paragraph, the sentences that fit
SENTENCE = re.compile(r".+?(?:[.?!:](?=\s)|[。？！：]|$)", re.S)
FIRST_LINE = re.compile(r"^(?=[\w.]*(?:Error|Exception|Warning|Interrupt)(?::|$))", re.M)
MADE = re.compile(r"(?:class|def) (\w+)|([\w.]+) = |[\"']([\w.]+)[\"']")
# What differs in another reader's message. Keys of a state_dict are in double quotes; what torch
# itself puts before or behind one is no name of the reader's, but tells one error from another.
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


@dataclass(frozen=True)
class Entry:
    """One section. title, cause: as in Markdown. messages: as recorded; none where nothing is
    raised. fix: the lines that mend it. elsewhere: the messages that other releases of torch raise
    instead."""

    id: str
    title: str
    program: snippets.Snippet
    messages: list[str]
    cause: str = ""
    fix: str = ""
    elsewhere: tuple[str, ...] = ()


def with_index(text: str, language: str, path: Path, assets: str) -> tuple[str, str]:
    """The index page with its field and its list, and what DATA has to say; a page that asks for
    the field alone, which takes a paste to the index page; any other page as it is.

    path: the page's file. assets: the way from the page to the site's assets/."""
    texts = texts_of(language, "errors")
    style = f'<link rel="stylesheet" href="{assets}css/errors.css">'
    readable = f'<script src="{assets}js/readable.js" defer></script>'
    if FIELD in text:
        script = f'<script src="{assets}js/take-error.js" defer></script>'
        return text.replace(FIELD, "\n\n".join((style, field(texts), readable, script))), ""
    if PLACE not in text:
        return text, ""
    groups = {page: entries(page) for page in in_order(path)}
    own = [likeness(e) for group in groups.values() for e in group if e.messages]
    known = {" ".join(message) for entry in own for message in entry["messages"]}
    root, label = docs_folder(path).parent, texts_of(language, "roles")["fix"]
    others = recorded_elsewhere(language, root, known)
    data = {
        "texts": {name: texts[name] for name in SAID},
        "entries": [*own, *(likeness(entry) for entry, _ in others)],
        "fixes": {
            e.id: as_shown(e.fix, label, root) for group in groups.values() for e in group if e.fix
        },
        **rules(language),
    }
    parts = [
        style,
        field(texts),
        *(listed(page, group) for page, group in groups.items()),
        hidden(others),
        readable,
        f'<script src="{assets}js/errors.js" data-known="{DATA}" data-lost="{texts["lost"]}" defer>'
        "</script>",
    ]
    known_errors = f"knownErrors = {compact(data)}"
    return text.replace(PLACE, "\n\n".join(parts)), known_errors


@functools.cache
def rules(language: str) -> dict[str, Any]:
    """What error_rules.toml says, as the field wants it: patterns for text without spaces and
    capitals, and why in one language."""
    table = tomllib.loads(RULES.read_text("utf-8"))
    return {
        "rules": [
            {
                "id": rule["id"],
                "weak": rule.get("weak", False),
                "all": patterns(rule["all"]),
                "none": patterns(rule.get("none", [])),
                "why": rule[language],
            }
            for rule in table["rule"]
        ],
        "conditions": {
            id: {name: patterns(some) for name, some in entry.items()}
            for id, entry in table["entry"].items()
        },
    }


def patterns(some: list[str]) -> list[str]:
    return ["".join(pattern.split()).lower() for pattern in some]


def recorded_elsewhere(language: str, root: Path, known: Iterable[str]) -> list[tuple[Entry, str]]:
    """The sections of other pages that show an error or a warning whose fixed words are not known
    already, each with the link to it, seen from errors/."""
    seen, found = set(known), []
    for page in find(language, root):
        title = next((h.text for h in page.headings if h.level == 1), "")
        for heading in page.headings if not page.name.startswith("errors/") else []:
            end = next((h.line for h in page.headings if h.line > heading.line), sys.maxsize)
            new: dict[str, tuple[str, snippets.Snippet]] = {}
            for embed in (e for e in page.embeds if heading.line < e.line < end and e.program):
                program = snippets.read_once(root / "snippets" / embed.file)
                for message in raised_in(program, embed.region):
                    fixed = " ".join(fixed_words(message, program.source)[0])
                    new |= {} if fixed in seen else {fixed: (message, program)}
            if heading.id and new:
                seen |= new.keys()
                [(_, program), *_] = new.values()
                id, text = f"{page.name}#{heading.id}", f"{title}: {heading.text}"
                entry = Entry(id, text, program, [message for message, _ in new.values()])
                found.append((entry, f"../{page.name}.md#{heading.id}"))
    return found


def raised_in(program: snippets.Snippet, region: str) -> list[str]:
    """The errors and warnings that a region of a program is recorded to have printed, on whatever
    release."""
    every = ["cpu", *releases.printed_on(program)]
    outputs = [snippets.recorded_regions(program, torch).get(region, "") for torch in every]
    found = [m for output in outputs for m in messages(output) if FIRST_LINE.match(m)]
    return [*dict.fromkeys(found)]


def hidden(others: list[tuple[Entry, str]]) -> str:
    """The links to sections of other pages, for the field only."""
    lines = [f'- [{e.title}]({link}){{ data-error="{e.id}" }}' for e, link in others]
    start = '<div class="errors-elsewhere" hidden data-search-exclude markdown>\n'
    return "\n".join([start, *lines, "\n</div>"])


def in_order(index: Path) -> list[Page]:
    """The pages beside the index, in the order of the nav; last those that it does not name."""
    listed = config.nav_pages(config.read(Page(index).root)["nav"])
    beside = {f"{path.parent.name}/{path.name}": path for path in sorted(index.parent.glob("*.md"))}
    names = [name for name in listed if name in beside] + [*beside]
    return [Page(beside[name]) for name in dict.fromkeys(names) if beside[name] != index]


def sections(page: Page) -> Iterator[tuple[Heading, Embed]]:
    """The sections that show how an error is raised, or a wrong result comes about, with the embed
    that does so. Reads no program."""
    for heading in (h for h in page.headings if h.level == 2):
        inside = embeds_below(page, heading)
        shown = [e for region in SHOWN for e in inside if e.region == region]
        if shown:
            yield heading, shown[0]


def embeds_below(page: Page, heading: Heading) -> list[Embed]:
    """The programs that a section of level 2 shows."""
    later = (h.line for h in page.headings if h.level == 2 and h.line > heading.line)
    end = next(later, sys.maxsize)
    return [e for e in page.embeds if heading.line < e.line < end and e.program]


def entry_of(page: Page, heading: Heading, embed: Embed) -> Entry:
    """What a section says; SnippetError if its program cannot be read. Its messages are those of
    the regions raise, raise-…: more than one if it has several forms."""
    program = snippets.read_once(page.root / "snippets" / embed.file)
    cause, fix = cause_of(page, heading), fix_of(page, heading)
    said = Entry(heading.id, heading.text, program, [], cause, fix)
    if embed.region == "wrong-result":
        return said
    on_a_gpu = on_gpu.regions(program, Stamps(page.root / "snippets"))
    here = [*raised(program), *messages_of(on_a_gpu)]
    here = here or re.findall(r"`([^`]+)`", heading.text)  # it cannot be raised here
    others = (m for torch in releases.printed_on(program) for m in raised(program, torch))
    other = (m for m in dict.fromkeys(others) if FIRST_LINE.match(m))  # it may be no error there
    elsewhere = tuple(message for message in other if message not in here)
    return replace(said, messages=here, elsewhere=elsewhere)


def cause_of(page: Page, heading: Heading) -> str:
    """The sentence or two that a section begins with, without links."""
    following = dropwhile(lambda line: not line.strip(), page.lines[heading.line :])
    paragraph = " ".join(takewhile(lambda line: line.strip(), following))
    cause = ""
    for sentence in SENTENCE.findall(re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", paragraph)):
        if is_whole(cause) and len(cause + sentence) > AT_MOST:
            break
        cause += sentence
    return re.sub("[:：]$", lambda end: {":": ".", "：": "。"}[end[0]], cause)


def is_whole(text: str) -> bool:
    """Whether it ends outside of brackets and code."""
    brackets = text.count("(") + text.count("（") - text.count(")") - text.count("）")
    return bool(text) and not brackets and text.count("`") % 2 == 0


def fix_of(page: Page, heading: Heading) -> str:
    """The code that a section shows first as its fix; "" if it shows none."""
    fix = next((e for e in embeds_below(page, heading) if e.region == "fix"), None)
    return pages.expanded(f'--8<-- "{fix.file}:fix"', page.root) if fix else ""


def as_shown(code: str, label: str, root: Path) -> str:
    """A fix as HTML, as the site's own Markdown shows it on the entry's page."""
    settings = config.markdown_extensions(root)
    used = {name: settings[name] for name in ("pymdownx.highlight", "pymdownx.superfences")}
    fence = f'```{{.python .fix title="{label}"}}\n{code}\n```'
    return markdown.markdown(fence, extensions=[*used], extension_configs=used)


def raised(program: snippets.Snippet, torch: str = "cpu") -> list[str]:
    """The messages in what a program printed, as recorded or on a release that differs."""
    return messages_of(snippets.recorded_regions(program, torch))


def messages_of(regions: dict[str, str]) -> list[str]:
    return [m for name, text in regions.items() if is_raise(name) for m in messages(text)]


def entries(page: Page) -> list[Entry]:
    return [entry_of(page, heading, embed) for heading, embed in sections(page)]


def is_raise(region: str) -> bool:
    return region.split("-")[0] == "raise"


def messages(text: str) -> list[str]:
    """The messages in a region's output, which may have printed several."""
    found: list[str] = []
    for part in FIRST_LINE.split(text):
        if found and "Traceback (most recent call last)" in found[-1]:
            found[-1] += part  # a message that quotes another one
        elif FIRST_LINE.match(part):
            found.append(part)
    return [m.strip() for m in found or [text]]


def likeness(entry: Entry) -> dict[str, Any]:
    """What an entry is found by: the runs of words in its messages that are the same for every
    reader, and hints, which decide between entries that have these in common."""
    forms = [*entry.messages, *entry.elsewhere]
    split = [fixed_words(message, entry.program.source, forms) for message in forms]
    hints = dict.fromkeys(hint for _, found in split for hint in found)
    return {"id": entry.id, "messages": [fixed for fixed, _ in split], "hints": [*hints]}


def fixed_words(
    message: str, source: str, forms: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    """(fixed runs of words, hints) of a message that a program with this source has raised.
    forms: all messages of its entry."""
    classes = set(re.findall(r"(?:^class |\bnn\.(?=[A-Z]))(\w+)", source, re.M))
    made = {name for found in MADE.findall(source) for name in found if name}
    names = f"(?<=') (?: {any_of(made)} ) (?=') | \\b (?: {any_of(classes)} ) \\b"
    varying = [*re.finditer(f"{VARIABLE} | {names}", message, re.X)]
    fixed = message
    for start, end in [*(found.span() for found in varying), *differing(message, forms)]:
        fixed = fixed[:start] + "\0" * (end - start) + fixed[end:]
    runs = [" ".join(run.split()) for run in re.split("\0+", fixed)]
    hints = [hint(message, found) for found in varying if found[0] not in classes]
    return telling(message, runs), [*filter(None, hints)]


def any_of(names: Iterable[str]) -> str:
    """An expression for one of these names; for none, one that matches nothing."""
    return "|".join(re.escape(name) for name in sorted(names)) or "(?!)"


def telling(message: str, runs: list[str]) -> list[str]:
    """Those of a message's fixed runs that tell it from others; all of it if nearly all varies, as
    in KeyError: 'momentum'."""
    # A word that stands alone tells something only if it is long: and, size, from.
    fixed = [r for n, r in enumerate(runs) if " " in r or n == 0 or len(re.findall(r"\w", r)) > 4]
    fixed = [run.removesuffix(":") if message == run else run for run in fixed]
    fixed = [run for run in fixed if re.search(r"\w", run)]
    enough = len(" ".join(fixed).split()) >= 3
    return fixed if enough else [" ".join(message.removesuffix(":").split())]


def differing(message: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Where a message has another word than another form of it, if all else is equal and that is
    no plain word: 'Long' in one and 'Bool' in the other are two messages."""
    found = []
    words = [*re.finditer(r"\S+", message)]
    for form in forms:
        pairs = zip(words, form.split(), strict=False)
        differ = [word for word, other in pairs if word[0] != other]
        if len(form.split()) == len(words) and len(differ) == 1 and not differ[0][0].isalpha():
            bare = differ[0][0].strip("\"'`.,:()[]<>") or differ[0][0]
            start = message.index(bare, differ[0].start())
            found.append((start, start + len(bare)))
    return found


def hint(message: str, found: re.Match[str]) -> str:
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
    form = Path(__file__).with_suffix(".field.html").read_text("utf-8")
    return form.format(**texts).replace("\n", "")


def listed(page: Page, group: list[Entry]) -> str:
    """A page's entries, each with the first line of its message, and its cause. Search finds them
    on their own pages."""
    title, name = next(h.text for h in page.headings if h.level == 1), page.path.name
    lines = [f"## [{title}]({name}) {{ #{page.path.stem} }}\n"]
    lines.append('<div class="errors" data-search-exclude markdown>\n')
    for entry in group:
        lines.append(f'- [{entry.title}]({name}#{entry.id}){{ data-error="{entry.id}" }}')
        if entry.messages:
            line = entry.messages[0].splitlines()[0]
            ticks = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
            lines.append(f"    {ticks} {line} {ticks}{{ .first-line }}")
        lines.append(f'    <span class="cause">{entry.cause}</span>')
    return "\n".join([*lines, "\n</div>"])
