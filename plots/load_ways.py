"""What it costs to load a model, in four ways, as benchmarks/load_ways.py measured it."""

import json
from pathlib import Path

TEXT = {
    "en": {
        "ways": {
            "copy": "read and copy",
            "copy+mmap": "map and copy",
            "assign": "read and assign",
            "assign+mmap": "map and assign",
        },
        "warm": "seconds, from the page cache",
        "cold": "seconds, from the disk",
        "memory": "peak memory, the file = 1",
        "build": "to build the model",
        "load": "to load",
        "use": "to use it once",
        "own": "the process's own",
        "rest": "the rest of the peak",
    },
    "zh": {
        "ways": {
            "copy": "读取后复制",
            "copy+mmap": "映射后复制",
            "assign": "读取后直接采用",
            "assign+mmap": "映射后直接采用",
        },
        "warm": "秒数：从页缓存读",
        "cold": "秒数：从磁盘读",
        "memory": "内存峰值，以文件大小为 1",
        "build": "建模型",
        "load": "加载",
        "use": "使用一次",
        "own": "进程自己的",
        "rest": "峰值的其余部分",
    },
}
RESULT = Path(__file__).parents[1] / "benchmarks/load_ways.json"


def draw(figure, text) -> None:
    result = json.loads(RESULT.read_text("utf-8"))
    caches = result["caches"]
    figure.set_size_inches(6.4, 2.5 * (len(caches) + 1) + 1)
    *clocks, memory = figure.subplots(len(caches) + 1, 1)
    names = list(text["ways"].values())
    for axes, (cache, ways) in zip(clocks, caches.items(), strict=True):
        parts = ("build", "load", "use")
        values = [[ways[way][f"{part}_seconds"] for way in text["ways"]] for part in parts]
        stack(axes, names, values, [text[part] for part in parts])
        axes.set_title(text[cache])
    ways, size = caches["warm"], result["file_bytes"]
    own = [ways[way]["private"] / size for way in text["ways"]]
    rest = [ways[way]["peak"] / size - o for way, o in zip(text["ways"], own, strict=True)]
    stack(memory, names, [own, rest], [text["own"], text["rest"]], first_colour=3)
    memory.set_title(text["memory"])
    legends = [axes.get_legend_handles_labels() for axes in (clocks[0], memory)]
    lines, labels = ([*first, *second] for first, second in zip(*legends, strict=True))
    figure.legend(lines, labels, loc="outside lower center", ncols=2)


def stack(axes, names, parts, labels, first_colour=0) -> None:
    left = [0.0] * len(names)
    for number, (values, label) in enumerate(zip(parts, labels, strict=True), first_colour):
        axes.barh(names, values, left=left, label=label, color=f"C{number}")
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.invert_yaxis()  # in the order of the table
    axes.grid(False, axis="y")
    axes.set_axisbelow(True)
