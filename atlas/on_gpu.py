"""What a GPU printed, below the block that shows the program, once a GPU has run it."""

from pathlib import Path

from atlas import snippets
from atlas.outputs import same
from atlas.pages import Fence, Text
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
    """A page with the outputs from a GPU, or the note that they are still to come.
    SnippetError if it shows a program that cannot be read."""
    folder = root / "snippets"
    page, stamps, texts = Text(markdown), Stamps(folder), texts_of(language, "programs")
    lines = [*page.lines]
    for fence in reversed(page.fences):
        if fence.embed and fence.embed.program:
            program = snippets.read_once(folder / fence.embed.file)
            added = below(fence, program, stamps, texts)
            last = (page.output_of(fence) or fence).last
            lines[last:last] = [f"{fence.indent}{line}" if line else "" for line in added]
    return "\n".join(lines)


def below(fence: Fence, program: Snippet, stamps: Stamps, texts: Texts) -> list[str]:
    """The lines that belong below the block that shows a region of a program, and its output."""
    region = fence.embed.region if fence.embed else ""
    stamp: Stamp | None = stamps.valid(program, "cuda")
    if stamp and region in regions(program, stamps):
        torch = stamp["torch"].partition("+")[0]
        embed = f'--8<-- "{program.name}.cuda.out:{region}"'
        caption = texts["on_gpu"].format(device=stamp["device"], torch=torch)
        return ["", caption, "", "```{.text .output}", embed, "```"]
    first, last = program.regions.get(region, (1, 0))
    prints = "print(" in "\n".join(program.source.splitlines()[first - 1 : last])
    if prints and not stamp and GPU & {*program.requires}:
        return ["", texts["waits"]]
    return []
