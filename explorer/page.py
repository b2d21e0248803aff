"""The page on which a reader opens a file: its field, and the scripts that read the file there."""

import base64
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLACE = "<!-- explorer: field -->"
ASSETS = "assets/explorer"
COPIED = (
    "checkpoint.py", "open-file.js", "open-file.css", "micropython/micropython.js",
    "micropython/LICENSE",
)  # fmt: skip
Texts = dict[str, Any]


def with_field(markdown: str, texts: Texts, language: str, assets: str) -> str:
    """The page with its field; any other page as it is. assets: the way to the site's assets/."""
    if PLACE not in markdown:
        return markdown
    data = {"texts": texts["script"], "language": language}
    inside = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    parts = [
        f'<link rel="stylesheet" href="{assets}explorer/open-file.css">',
        field(texts, f"{assets}explorer/"),
        f'<script type="application/json" id="open-file">{inside}</script>',
        f'<script src="{assets}explorer/open-file.js" defer></script>',
    ]
    return markdown.replace(PLACE, "\n\n".join(parts))


def field(texts: Texts, assets: str) -> str:
    samples = " ".join(
        f'<button type="button" class="md-button" data-sample="{name}">{label}</button>'
        for name, label in texts["samples"].items()
    )
    return (
        f'<div class="open-file" data-assets="{assets}">'
        f'<label for="open-file-input">{texts["label"]}</label>'
        '<input type="file" id="open-file-input" multiple>'
        f"<p>{texts['hint']}</p><p>{texts['try']} {samples}</p>"
        f"<details><summary>{texts['compare']}</summary>"
        f'<label for="open-file-error">{texts["paste"]}</label>'
        '<textarea id="open-file-error" rows="4"></textarea></details>'
        '<div class="open-file__answer" aria-live="polite"></div></div>'
    )


def engine() -> str:
    """What a worker is made of, and the samples, as a script: a page from a disk may load nothing
    else."""
    samples = {
        path.name: base64.b64encode(path.read_bytes()).decode()
        for path in sorted((HERE / "samples").iterdir())
    }
    texts = {
        "worker": (HERE / "worker.js").read_text("utf-8"),
        "source": (HERE / "checkpoint.py").read_text("utf-8"),
        "samples": samples,
    }
    return f"self.EXPLORER = {json.dumps(texts)};\n"


def files() -> dict[str, Path]:
    """Where in the site each file goes that is there as it is."""
    return {f"{ASSETS}/{Path(name).name}": HERE / name for name in COPIED}
