"""Show on a page what its programs print on other releases of torch, and which torch they need."""

from pathlib import Path

from atlas import snippets
from atlas.outputs import same
from atlas.pages import Embed, Text
from atlas.record import Stamps
from atlas.releases import OTHER, SAME, Releases, kind, span
from atlas.snippets import ROOT, Snippet, output_file, recorded_regions, release
from atlas.texts import texts_of

Group = tuple[str, list[str]]  # a file below snippets/, and the releases that print its text


def with_releases(markdown: str, language: str, root: Path = ROOT) -> str:
    """A page with a tab for each text of an output that not all releases print alike; and above
    the first block of a program the torch that it needs, if not the oldest that was checked."""
    folder, page, texts = root / "snippets", Text(markdown), texts_of(language, "releases")
    table, recording = Releases(folder), Stamps(folder).release()
    every = sorted({*table.checked(), recording} - {""}, key=release)
    lines = list(page.lines)
    first = {embed.program: fence for fence in reversed(page.fences) if (embed := fence.embed)}
    for fence in reversed(page.fences):
        embed = fence.embed
        if not embed:
            continue
        if fence.is_output and (groups := groups_of(embed, table, recording, folder)):
            shown = [line.removeprefix(fence.indent) for line in lines[fence.line - 1 : fence.last]]
            tabs = [line for group in groups for line in tab(group, embed, shown, every)]
            lines[fence.line - 1 : fence.last] = [f"{fence.indent}{line}".rstrip() for line in tabs]
        elif every and embed.program and first[embed.program] is fence:
            gate = gate_of(snippets.read_once(folder / embed.file))
            if release(gate) > release(every[0]):
                note = [texts["needs"].format(torch=gate), "{ .needs-torch }", ""]
                lines[fence.line - 1 : fence.line - 1] = [fence.indent + line for line in note]
    return "\n".join(lines)


def gate_of(program: Snippet) -> str:
    """The oldest torch that a program says it runs on, such as "2.6"."""
    return next(d for d in program.dependencies if d.startswith("torch>="))[7:]


def groups_of(embed: Embed, table: Releases, recording: str, folder: Path) -> list[Group]:
    """Which releases print which text of an output, the recorded one first; none if all are the
    same. A release that prints nothing there, or does not run the program, is in no group."""
    path = (folder / embed.file).with_suffix(".py")
    if not path.exists():
        return []
    program = snippets.read_once(path)
    recorded = recorded_regions(program).get(embed.region, "")
    groups: dict[str, Group] = {recorded: (embed.file, [recording])}
    for torch, outcome in table.outcomes(program).items():
        text = recorded
        if kind(outcome) == OTHER:
            text = recorded_regions(program, torch).get(embed.region, "")
        elif kind(outcome) != SAME:
            continue
        like = next((one for one in groups if same(one, text, program.varies)), "")
        file = output_file(program, torch).relative_to(folder).as_posix()
        groups.setdefault(like or text, (file, []))[1].append(torch)
    return [group for text, group in groups.items() if text] if len(groups) > 1 else []


def tab(group: Group, embed: Embed, shown: list[str], every: list[str]) -> list[str]:
    """The lines of one tab. shown: those of the output's fence."""
    file, torch = group
    body = [line.replace(f'"{embed.file}:', f'"{file}:') for line in shown]
    return ["", f'=== "torch {span(torch, every)}"', "", *(f"    {line}" for line in body), ""]
