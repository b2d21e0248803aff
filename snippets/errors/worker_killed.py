"""A worker that dies without a word."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# requires = ["linux"]
# varies = ["pid(?:\\(s\\))? \\d+"]
# ///

# --8<-- [start:raise]
import os
import signal
import time
from pathlib import Path

from torch.utils.data import DataLoader, Dataset


class Files(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        if index == 2:  # as the system does when memory is short
            time.sleep(0.5)
            os.kill(os.getpid(), signal.SIGKILL)
        return index


options = {"num_workers": 1, "multiprocessing_context": "fork"}
try:
    list(DataLoader(Files(), **options))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
    print(f"{type(error).__name__}: {error.__cause__}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
class Noted(Files):
    def __getitem__(self, index):
        Path("last.txt").write_text(str(index))
        return super().__getitem__(index)


try:
    list(DataLoader(Noted(), **options))
except RuntimeError:
    print("died at item", Path("last.txt").read_text())
# --8<-- [end:fix]
assert Path("last.txt").read_text() == "2"
