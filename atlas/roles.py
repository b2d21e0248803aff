"""Show what each block is for. Of an error's entry: it mends, raises the error, or does not help;
of any page: it must be a file.

The region that a block shows is named for it (`fix`, `raise-list`, `wrong`), so a page needs no
more. What raises the error, or goes wrong without one, is folded: it defines what the fix below
uses, and readers come with lines of their own that do so.
"""

from collections.abc import Iterator

from atlas import snippets
from atlas.pages import Fence, Text
from atlas.snippets import SNIPPETS
from atlas.texts import texts_of

ROLES = ("wrong-result", "wrong", "raise", "fix")  # a name before the names that it begins with
FOLDED = ("wrong-result", "raise")
GUARD = 'if __name__ == "__main__":'  # of what starts interpreters that import its file


def role_of(fence: Fence) -> str:
    """One of ROLES, of a block of an error's program; "" of any other."""
    embed = fence.embed
    if not embed or not embed.program.startswith("errors/"):
        return ""
    return next((r for r in ROLES if f"{embed.region}-".startswith(f"{r}-")), "")


def with_roles(markdown: str, language: str) -> str:
    """A page whose blocks say their roles."""
    text, labels = Text(markdown), texts_of(language, "roles")
    roles = {fence.line: (fence, role) for fence in text.fences if (role := role_of(fence))}
    lines: list[str] = []
    done = 0
    for line, (fence, role) in roles.items():
        lines += text.lines[done : line - 1]
        output = text.output_of(fence)
        done = output.last if output and beside(text, fence, output) else fence.last
        lines += block(text.lines[line - 1 : done], fence, role, labels[role])
    return "\n".join([*lines, *text.lines[done:]])


def with_files(markdown: str, language: str) -> str:
    """A page that says above a block why it must be a file and can be no cell of a notebook: it
    starts processes that look in its file for what it defines."""
    text, said = Text(markdown), texts_of(language, "files")["must"]
    lines = list(text.lines)
    for fence in reversed(text.fences):
        if fence.title and fence.embed and fence.embed.program:
            program = snippets.read_once(SNIPPETS / fence.embed.file)
            if GUARD in program.source and not program.processes:
                lines[fence.line - 1 : fence.line - 1] = [fence.indent + said, ""]
    return "\n".join(lines)


def beside(text: Text, fence: Fence, output: Fence) -> bool:
    """Whether nothing stands between a block and its output."""
    return not any(text.lines[fence.last : output.line - 1])


def block(lines: list[str], fence: Fence, role: str, label: str) -> Iterator[str]:
    """A block and its output: folded, or under a label."""
    start = fence.indent + fence.mark
    if role in FOLDED:
        yield f'{fence.indent}??? {role} "{label}"'
        yield ""
        yield from ("    " + line if line else "" for line in lines)
    else:
        copy = " .no-copy" if role == "wrong" else ""
        yield f'{start}{{.{fence.language} .{role}{copy} title="{label}"}}'
        yield from lines[1:]
