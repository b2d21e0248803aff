"""What a GPU printed, below the block that shows the program, once a GPU has run it."""

from pathlib import Path

from atlas import snippets
from atlas.outputs import same
from atlas.pages import Text
from atlas.record import Stamp, Stamps
from atlas.snippets import ROOT, Snippet
from atlas.texts import Texts, texts_of

GPU = {"accelerator", "cuda"}


def regions(program: Snippet, stamps: Stamps) -> dict[str, str]:
    """What exactly this text of a program printed on a GPU and does not print on the CPU."""
    if not stamps.valid(program, "cuda"):
        return {}
    there, here = (snippets.recorded_regions(program, device) for device in ("cuda", "cpu"))
    return {
        name: text
        for name, text in there.items()
        if not same(here.get(name, ""), text, program.varies)
    }


def with_outputs(markdown: str, language: str, root: Path = ROOT) -> str:
    """A page with the outputs from a GPU, or, once for each program, the note that they are still
    to come. SnippetError if it shows a program that cannot be read."""
    folder = root / "snippets"
    page, stamps, texts = Text(markdown), Stamps(folder), texts_of(language, "programs")
    lines: list[str] = []
    done, noted = 0, set[str]()
    for fence in page.fences:
        if not fence.embed or not fence.embed.program:
            continue
        program = snippets.read_once(folder / fence.embed.file)
        added = output(fence.embed.region, program, stamps, texts)
        if not added and program.name not in noted and waits(fence.embed.region, program, stamps):
            added = [texts["waits"]]
            noted.add(program.name)
        if added:
            last = (page.output_of(fence) or fence).last
            lines += page.lines[done:last]
            lines += ["", *(f"{fence.indent}{line}" if line else "" for line in added)]
            done = last
    return "\n".join([*lines, *page.lines[done:]])


def output(region: str, program: Snippet, stamps: Stamps, texts: Texts) -> list[str]:
    """The lines that show what a region of a program printed on a GPU, if that is known."""
    stamp: Stamp | None = stamps.valid(program, "cuda")
    if not stamp or region not in regions(program, stamps):
        return []
    torch = stamp["torch"].partition("+")[0]
    caption = texts["on_gpu"].format(device=stamp["device"], torch=torch)
    embed = f'--8<-- "{program.name}.cuda.out:{region}"'
    return [caption, "", "```{.text .output}", embed, "```"]


def waits(region: str, program: Snippet, stamps: Stamps) -> bool:
    """Whether a region would print something on a GPU alone, and no GPU has run it."""
    first, last = program.regions.get(region, (1, 0))
    prints = "print(" in "\n".join(program.source.splitlines()[first - 1 : last])
    return prints and bool(GPU & {*program.requires}) and not stamps.valid(program, "cuda")
