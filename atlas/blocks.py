"""Check a page's blocks: each is a region of a program, and below it stands its recorded output."""

from pathlib import Path

from atlas import pages, snippets
from atlas.config import LANGUAGES
from atlas.pages import Embed, Fence, Page
from atlas.snippets import ROOT, SnippetError

PYTHON = ("py", "python")  # the languages of a block that is code to run


def problems(root: Path = ROOT) -> list[str]:
    """What is wrong with the blocks of all pages, before any of them is run."""
    every = [page for language in LANGUAGES for page in pages.find(language, root)]
    return [p for page in every for fence in page.fences for p in fence_problems(page, fence)]


def fence_problems(page: Page, fence: Fence) -> list[str]:
    """What is wrong with a block, before it is run."""
    where = f"{page.path}:{fence.line}"
    embed = fence.embed
    if fence.is_output:
        if embed and embed.file.endswith(".out"):
            return region_problems(where, embed, page.root)
        return [f"{where}: typed output: embed a region of a recorded .out file"]
    if fence.language not in PYTHON:
        return []
    if not embed or not embed.program or not embed.region:
        return [f"{where}: typed code: a Python block is one region of one snippet"]
    if found := region_problems(where, embed, page.root):
        return found
    try:
        program = snippets.read_once(page.root / "snippets" / embed.file)
        printed = snippets.recorded_regions(program)
    except SnippetError as error:
        return [str(error)]
    if program.processes and not fence.title:
        found.append(f'{where}: needs several processes: show it as a file, title="…"')
    output = page.output_of(fence)
    shown = output.embed if output else None
    wanted = f"{embed.program}.out:{embed.region}"
    if embed.region in printed and (not shown or f"{shown.file}:{shown.region}" != wanted):
        found.append(f'{where}: show its output below it: --8<-- "{wanted}"')
    return found


def embed_problems(page: Page) -> list[str]:
    """Embeds of a page that show nothing, for a build: the page cannot be made."""
    return [
        fault
        for embed in page.embeds
        for fault in region_problems(f"{page.path}:{embed.line}", embed, page.root)
    ]


def region_problems(where: str, embed: Embed, root: Path) -> list[str]:
    """An embed of a file or of a region that does not exist, or that no program would write."""
    if embed.waits and not pages.is_there(embed, root):
        program = (root / embed.file).with_suffix(".py")
        if program.is_file() and f"def {embed.region}(" in program.read_text("utf-8"):
            return []
        return [f"{where}: {program.name} has no function {embed.region!r} that would measure it"]
    file = pages.shown_file(embed.file, root)
    if not file:
        folder = root / "snippets"
        files = [p.relative_to(folder).as_posix() for p in folder.rglob("*.*")]
        return [f"{where}: {snippets.unknown('file', embed.file, files)}"]
    try:
        regions = snippets.read_regions(file, file.read_text("utf-8"))
    except SnippetError as error:
        return [str(error)]
    if embed.region in ("", *regions):
        return []
    fault = f"{where}: {embed.file}: {snippets.unknown('region', embed.region, regions)}"
    if file.suffix == ".out":
        fault += f"; or record it: python dev.py record {embed.file.removesuffix('.out')}"
    return [fault]
