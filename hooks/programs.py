"""Puts the programs beside the pages that show them: files to download, stamps, the ledger.

A page needs nothing for it but its embeds; without this hook it loses its last section only.
"""

import html
import posixpath
import re
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # MkDocs loads a hook from its file, not as part of a package

from tools import snippets  # noqa: E402
from tools.record import Stamps  # noqa: E402
from tools.run import commands  # noqa: E402

EMBED = re.compile(r'^\s*-+8<-+\s+"([\w/-]+)\.py(?::[\w-]+)?"', re.M)
DEVICES = {"cpu": "CPU", "cuda": "CUDA", "mps": "MPS"}
TEXTS = {
    "en": {
        "heading": "Run it yourself",
        "run": "Each program is one file that runs as it is; this is how to run the first. "
        "`uv run` fetches what the file asks for, plain `python` takes what you have:",
        "several": "For several processes, `torchrun` starts them:",
        "program": "Program",
        "needs": "needs",
        "never": "not run yet",
        "changed": "changed since it was last run",
        "figures": ("programs, each one run", "the torch that ran them", "last run"),
    },
    "zh": {
        "heading": "自己运行",
        "run": "每个程序都是一个可以直接运行的文件，下面以第一个为例。`uv run` 会自动装好"
        "文件声明的依赖，`python` 则使用你现有的环境：",
        "several": "需要多个进程的，由 `torchrun` 启动：",
        "program": "程序",
        "needs": "需要",
        "never": "尚未运行",
        "changed": "上次运行后有改动",
        "figures": ("个程序，都运行过", "运行所用的 torch", "最近一次运行"),
    },
}


stamps = Stamps()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Every program can be downloaded as the file that was run."""
    stamps.__init__()  # a server builds again and again
    for path in snippets.find():
        address = f"snippets/{path.relative_to(snippets.SNIPPETS).as_posix()}"
        files.append(File.generated(config, address, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    texts = TEXTS[config.theme["language"]]
    if "<!-- verified: " in markdown:
        every = [snippets.read_once(path) for path in snippets.find()]
        markdown = markdown.replace("<!-- verified: figures -->", figures(texts, stamps, every))
        markdown = markdown.replace("<!-- verified: table -->", table(texts, stamps, every, page))
    names = dict.fromkeys(EMBED.findall(markdown))
    shown = [snippets.read_once(snippets.SNIPPETS / f"{name}.py") for name in names]
    return markdown + (programs(texts, stamps, shown, page, config.site_url) if shown else "")


def programs(
    texts: dict, stamps: Stamps, shown: list[snippets.Snippet], page: Page, site: str | None
) -> str:
    """The last section of a page: how to run its programs, and where and when they were run."""
    lines = [f"\n\n## {texts['heading']} {{ #run-it-yourself }}\n"]
    alone = [s for s in shown if not s.processes]
    if alone:
        address = f"snippets/{alone[0].name}.py"
        address = f"{site}{address}" if site else posixpath.basename(address)
        start = "\n".join(commands(alone[0], alone[0].path.name))
        lines.append(f"{texts['run']}\n\n```sh\nuv run {address}\n{start}\n```\n")
    starts = [start for s in shown if s.processes for start in commands(s, s.path.name)]
    if starts:
        lines.append(f"{texts['several']}\n\n```sh\n" + "\n".join(starts) + "\n```\n")
    return "\n".join(lines) + "\n" + table(texts, stamps, shown, page)


def table(texts: dict, stamps: Stamps, shown: list[snippets.Snippet], page: Page) -> str:
    """Programs × devices: which torch ran this very text, and when."""
    used = [d for d in DEVICES if d != "mps" or any("mps" in e for e in stamps.entries.values())]
    rows = [
        "| " + " | ".join([texts["program"], *(DEVICES[d] for d in used)]) + " |",
        "|---" * (len(used) + 1) + "|",
    ]
    for snippet in shown:
        link = posixpath.relpath(
            f"snippets/{snippet.name}.py", posixpath.dirname(page.file.src_uri) or "."
        )
        name = re.sub("([/_])", r"\1<wbr>", snippet.name)  # phones: a name may break there
        cells = [f"[{name}.py]({link}){{ download }}"]
        cells += [cell(texts, stamps, snippet, device) for device in used]
        rows.append("| " + " | ".join(cells) + " |")
    lines = ['<div class="stamps" data-search-exclude markdown>', "", *rows, "", "</div>", ""]
    return "\n".join(lines)


def cell(texts: dict, stamps: Stamps, snippet: snippets.Snippet, device: str) -> str:
    stamp = stamps.valid(snippet, device)
    if stamp:
        hover = html.escape(f"{stamp['device']} · Python {stamp['python']} · {stamp['seconds']} s")
        torch = stamp["torch"].partition("+")[0]
        return f'✓ torch {torch}<br><small title="{hover}">{stamp["date"]}</small>'
    if device == "cpu" and set(snippet.requires) - {"linux"}:
        return f"{texts['needs']} {', '.join(snippet.requires)}"
    return texts["changed"] if device in stamps.entries.get(snippet.name, {}) else texts["never"]


def figures(texts: dict, stamps: Stamps, every: list[snippets.Snippet]) -> str:
    """Three numbers that no one typed."""
    valid = [s for snippet in every for d in DEVICES if (s := stamps.valid(snippet, d))]
    programs = sum(any(stamps.valid(s, d) for d in DEVICES) for s in every)
    torch = " · ".join(sorted({s["torch"].partition("+")[0] for s in valid}, key=snippets.release))
    numbers = (str(programs), torch, max((s["date"] for s in valid), default="–"))
    items = zip(numbers, texts["figures"], strict=True)
    rows = "".join(f"<div><dt>{label}</dt><dd>{number}</dd></div>" for number, label in items)
    return f'<dl class="figures">{rows}</dl>'
