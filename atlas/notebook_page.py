"""Make Markdown of a notebook, so that its page is made and its links are checked as any other's.

mkdocs-jupyter would make the page of JupyterLab's styles and scripts, half a megabyte and other
hosts to ask. It finds the notebooks and offers the files.
"""

import json
import re
from collections.abc import Callable

from atlas.texts import texts_of

HEADING_ID = re.compile(r' *<a id="([\w-]+)"></a>$', re.M)  # Jupyter shows nothing of it
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def cells(source: str, picture: Callable[[str], str]) -> str:
    """A notebook's prose, code, and the text that it gave out. picture: what stands in place of
    HTML, or of a picture, that it gave out."""
    parts = []
    for cell in json.loads(source)["cells"]:
        text = "".join(cell["source"])
        parts.append(f"```python\n{text}\n```" if cell["cell_type"] == "code" else text)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown = "".join(output.get("text", data.get("text/plain", ""))).rstrip()
            png = f'<img src="data:image/png;base64,{data.get("image/png")}">'
            html = "".join(data.get("text/html", png if "image/png" in data else ""))
            parts.append(picture(html) if html else f"```{{.text .output}}\n{shown}\n```")
    return "\n\n".join(parts) + "\n"


def markdown(source: str, actions: str) -> str:
    """The page; actions: stands below its title. ValueError if it has none."""
    text = cells(source, lambda html: f'<div class="notebook-output">{html}</div>')
    text = HEADING_ID.sub(r" { #\1 }", text)
    title, _, rest = text.partition("\n")
    if not title.startswith("# "):
        raise ValueError("a notebook starts with a heading, # …, and a sentence")
    return f'{title}\n\n<p class="notebook-actions" data-search-exclude>{actions}</p>\n{rest}'


def description(source: str) -> str:
    """The first sentence below the title."""
    paragraph = cells(source, str).split("\n\n")[1]
    sentence = re.split(r"(?<=[.。])", paragraph)[0]
    return " ".join(re.sub(r"[*`]", "", sentence).split())


def actions(language: str, file: str, repository: str) -> str:
    """What can be done with a notebook: Colab only where the site knows its repository.

    file: from the root of the repository."""
    texts, name = texts_of(language, "notebook"), file.rpartition("/")[2]
    links = f'<a class="md-button" href="{name}" download>{texts["download"]}</a>'
    if found := GITHUB.fullmatch(repository):
        colab = f"https://colab.research.google.com/github/{found[1]}/blob/main/{file}"
        links += f' <a class="md-button" href="{colab}">{texts["colab"]}</a>'
    return links
