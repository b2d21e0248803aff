"""Promise: no orphans: every snippet is shown, every region of it too, and every page is in the
nav (that is the strict build's part: test_build.py)."""

from pathlib import Path

from tools import pages, snippets
from tools.snippets import ROOT


def orphans(root: Path = ROOT) -> list[str]:
    """Programs and regions that no page shows."""
    shown = {(file, region) for p in pages.find("en", root) for _, file, region in p.embeds}
    found = []
    for path in snippets.find(root / "snippets"):
        snippet = snippets.read(path)
        name = f"{snippet.name}.py"
        if not any(file == name for file, _ in shown):
            found.append(f"{path}:1: no page shows this program: embed it, or delete it")
            continue
        found += [
            f"{path}:{first}: no page shows the region {region!r}: embed it, or drop its markers"
            for region, (first, _) in snippet.regions.items()
            if (name, region) not in shown
        ]
    return found


def test_every_program_and_region_is_shown() -> None:
    assert not orphans(), "\n".join(orphans())


def test_no_orphan_in_the_made_up_site(made_up) -> None:
    assert orphans(made_up.root) == []


def test_a_program_that_no_page_shows_is_seen(made_up) -> None:
    text = (made_up.root / "snippets/area/add.py").read_text("utf-8")
    made_up.write("snippets/area/more.py", text)
    assert "more.py:1: no page shows this program" in orphans(made_up.root)[0]


def test_an_unused_region_is_seen(made_up) -> None:
    extra = "# --8<-- [start:extra]\nimport math\n# --8<-- [end:extra]\n\n# --8<-- [start:add]"
    made_up.edit("snippets/area/add.py", "# --8<-- [start:add]", extra)
    assert "add.py:8: no page shows the region 'extra'" in orphans(made_up.root)[0]
