"""Put data into HTML."""

import json
from typing import Any


def json_in_html(data: Any) -> str:
    """JSON that an HTML parser does not look into: nothing in it ends the script around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
