"""Compare what two runs printed. Imports the standard library only."""

import difflib
import math
import re

ANSI = re.compile(r"\x1b\[[0-9;]*m")
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
NUMBER = re.compile(r"-?\d+\.\d*(?:e[+-]?\d+)?|-?\d+e[+-]?\d+")


def normalise(text: str) -> str:
    """Without what no two runs print alike, or no page can show: addresses, terminal colours,
    tabs (Markdown expands them), spaces at the end of a line."""
    text = ADDRESS.sub("0x…", ANSI.sub("", text)).expandtabs(4)
    return re.sub(r" +$", "", text, flags=re.M)


def same(recorded: str, printed: str, varies: tuple[str, ...] = ()) -> bool:
    """Equal to the letter, but decimals may differ by one in a thousand (or, where four or more
    digits stand after the point, by one in the last), and what matches `varies` at will."""
    for pattern in varies:
        recorded, printed = re.sub(pattern, "…", recorded), re.sub(pattern, "…", printed)
    if NUMBER.sub("#", recorded) != NUMBER.sub("#", printed):
        return False
    pairs = zip(NUMBER.findall(recorded), NUMBER.findall(printed), strict=True)
    return all(near(a, b) for a, b in pairs)


def near(a: str, b: str) -> bool:
    digits = len(a.partition(".")[2]) if "e" not in a else 0
    step = 1.01 * 10**-digits if digits >= 4 else 1e-6
    return a == b or math.isclose(float(a), float(b), rel_tol=1e-3, abs_tol=step)


def diff(recorded: str, printed: str) -> str:
    both = recorded.splitlines(), printed.splitlines()
    return "\n".join(difflib.unified_diff(*both, "recorded", "printed", lineterm=""))
