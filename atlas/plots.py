"""Draw the plots: each plots/<name>.py becomes four SVG files, two languages × two palettes.

Draw them again: python dev.py plots [NAME …]

A plot's script has TEXT = {"en": {…}, "zh": {…}} and draw(figure, text), which draws what it
computes, or what benchmarks/ recorded, in the style of the *.mplstyle files beside it. A page shows
it twice, and the palette hides one:

    ![What it shows](../assets/plots/name.en.light.svg#only-light){ .plot }
    ![What it shows](../assets/plots/name.en.dark.svg#only-dark){ .plot }
"""

import argparse
import runpy
import warnings
from hashlib import sha256
from pathlib import Path

from atlas.config import LANGUAGES
from atlas.snippets import ROOT, unknown

SCRIPTS = ROOT / "plots"
DRAWN = ROOT / "theme/assets/plots"
STYLES = ROOT / "plots"
PALETTES = ("light", "dark")


def find() -> list[Path]:
    return sorted(SCRIPTS.glob("*.py"))


def digest(script: Path) -> str:
    """Which text of the script a file was drawn from; stands in the file."""
    return sha256(script.read_bytes()).hexdigest()[:16]


def files(name: str) -> dict[tuple[str, str], Path]:
    """(language, palette) -> file."""
    return {
        (language, palette): DRAWN / f"{name}.{language}.{palette}.svg"
        for language in LANGUAGES
        for palette in PALETTES
    }


def problems(script: Path) -> list[str]:
    """One line if a file of a plot is missing, or was drawn from another text of its script."""
    drawn = [f.read_text("utf-8") if f.exists() else "" for f in files(script.stem).values()]
    if all(digest(script) in text for text in drawn):
        return []
    return [f"{script}:1: draw it again: python dev.py plots {script.stem}"]


def draw(script: Path) -> None:
    """Write the four files of one script; the same bytes each time."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    plot = runpy.run_path(str(script))
    for (language, palette), file in files(script.stem).items():
        styles = [STYLES / f"{name}.mplstyle" for name in ("plot", palette)]
        # Its own font, which only measures the text here, need not have the Chinese signs.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        with pyplot.style.context([*styles, {"svg.hashsalt": script.stem}]):
            figure = pyplot.figure()
            plot["draw"](figure, plot["TEXT"][language])
            metadata = {"Date": None, "Source": f"plots/{script.name} {digest(script)}"}
            DRAWN.mkdir(parents=True, exist_ok=True)
            figure.savefig(file, metadata=metadata)
            pyplot.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="plots, such as schedulers; all if none is given")
    names = parser.parse_args().names
    scripts = {script.stem: script for script in find()}
    for name in names:
        if name not in scripts:
            raise SystemExit(unknown("plot", name, scripts))
    for name in names or scripts:
        draw(scripts[name])
        print(f"drew {name}")


if __name__ == "__main__":
    main()
