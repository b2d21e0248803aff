"""How much faster a DataLoader is with workers, as benchmarks/data_workers.py measured it."""

import json
from pathlib import Path

TEXT = {
    "en": {
        "x": "num_workers",
        "y": "items/s, no worker = 1",
        "waits": "items are waited for",
        "computes": "items are computed",
        "ready": "items lie in memory",
        "cores": "{cores} cores, torch {torch}",
    },
    "zh": {
        "x": "num_workers",
        "y": "每秒项数，无 worker 为 1",
        "waits": "数据项要等",
        "computes": "数据项要算",
        "ready": "数据项就在内存里",
        "cores": "{cores} 个核心，torch {torch}",
    },
}
RESULT = Path(__file__).parents[1] / "benchmarks/data_workers.json"
MARKERS = {"waits": "o", "computes": "s", "ready": "v"}


def draw(figure, text) -> None:
    result = json.loads(RESULT.read_text("utf-8"))
    figure.set_size_inches(6.4, 4.8)
    axes = figure.subplots()
    for kind, marker in MARKERS.items():
        found = result["kinds"][kind]
        ratios = [point["ratio"] for point in found.values()]
        reach = [
            [abs(point["quartiles"][end] - point["ratio"]) for point in found.values()]
            for end in (0, 1)
        ]
        axes.errorbar(list(found), ratios, yerr=reach, marker=marker, capsize=4, label=text[kind])
    axes.set_yscale("log", base=2)
    ticks = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4]
    axes.set_yticks(ticks, ["1/16", "1/8", "1/4", "1/2", "1", "2", "4"])
    axes.set_xlabel(text["x"])
    axes.set_ylabel(text["y"])
    torch = result["torch"].partition("+")[0]
    axes.set_title(text["cores"].format(cores=result["cores"], torch=torch))
    figure.legend(loc="outside lower center", ncols=2)
