"""What the site itself says on its pages, per language: texts.en.toml and texts.zh.toml; and how
data comes into a page."""

import functools
import json
import tomllib
from pathlib import Path
from typing import Any

Texts = dict[str, Any]


@functools.cache
def _read(language: str) -> dict[str, Texts]:
    return tomllib.loads(Path(__file__).with_suffix(f".{language}.toml").read_text("utf-8"))


def texts_of(language: str, part: str) -> Texts:
    """The texts of one part, such as "errors"; the keys are the same in all languages."""
    return _read(language)[part]


def compact(data: Any) -> str:
    """JSON, for a script of its own."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def json_in_html(data: Any) -> str:
    """JSON that an HTML parser does not look into: nothing in it ends the script around it."""
    return compact(data).replace("<", "\\u003c").replace("&", "\\u0026")
