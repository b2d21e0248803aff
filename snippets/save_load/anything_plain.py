"""Turn what weights_only refuses into plain types, and back afterwards."""

# /// script
# dependencies = ["torch>=2.6", "numpy>=2"]
# ///

import numpy as np
import torch

# --8<-- [start:plain]
from argparse import Namespace
from collections import defaultdict, deque
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path


class Mode(Enum):
    TRAIN = "train"


@dataclass
class Settings:
    lr: float
    layers: tuple


settings, mode = Settings(0.1, (8, 2)), Mode.TRAIN
started = datetime(2026, 1, 31, 12)
counts, args = defaultdict(int, cat=3), Namespace(seed=1)
facts = {
    "settings": asdict(settings),
    "mode": mode.value,
    "started": started.isoformat(),
    "counts": dict(counts),
    "data": Path("data", "images").as_posix(),
    "args": vars(args),
    "skipped": set(frozenset({2, 5})),
    "recent": list(deque([1, 2], maxlen=2)),
    "order": np.arange(3).tolist(),
    "steps": list(range(3)),
    "torch": str(torch.__version__),
}
torch.save(facts, "facts.pt")
# --8<-- [end:plain]

# --8<-- [start:back]
facts = torch.load("facts.pt", weights_only=True)
print(Settings(**facts["settings"]) == settings, Mode(facts["mode"]) is mode)
print(datetime.fromisoformat(facts["started"]) == started)
print(defaultdict(int, facts["counts"]) == counts, end=" ")
print(Namespace(**facts["args"]) == args)
print(Path(facts["data"]) == Path("data/images"), end=" ")
print(facts["torch"] == torch.__version__)
# --8<-- [end:back]
assert Settings(**facts["settings"]) == settings
outer = asdict(Settings(0.1, settings))  # one within the other
assert Settings(**outer).layers == asdict(settings)
assert Mode(facts["mode"]) is mode
assert datetime.fromisoformat(facts["started"]) == started
assert facts["counts"] == {"cat": 3}
assert facts["skipped"] == {2, 5} and facts["recent"] == [1, 2]
assert facts["steps"] == [0, 1, 2]
assert facts["torch"] == torch.__version__ and type(facts["torch"]) is str
assert torch.from_numpy(np.arange(3)).numpy().tolist() == facts["order"]
