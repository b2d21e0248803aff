"""A dataset that was defined in a session without a file, for a worker."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# ///

# --8<-- [start:raise]
import subprocess
import sys

cell = """
from torch.utils.data import DataLoader, Dataset

class Squares(Dataset):
    def __len__(self):
        return 4
    def __getitem__(self, index):
        return index * index

print(*DataLoader(Squares(), num_workers=1, multiprocessing_context="spawn"))
"""
run = [sys.executable, "-c", cell]  # as in a notebook, there is no file
said = subprocess.run(run, capture_output=True, text=True).stderr
print(next(line for line in said.splitlines() if line.startswith("Attribute")))
# --8<-- [end:raise]

sys.path.insert(0, "")  # as in a notebook

# --8<-- [start:fix]
from pathlib import Path

# in Jupyter: a cell of its own that begins with %%writefile squares.py
Path("squares.py").write_text("""
from torch.utils.data import Dataset

class Squares(Dataset):
    def __len__(self):
        return 4
    def __getitem__(self, index):
        return index * index
""")
from squares import Squares

print(Squares.__module__)  # where a worker looks for it
# --8<-- [end:fix]
assert Squares.__module__ == "squares" and len(Squares()) == 4
cell = """
from squares import Squares
from torch.utils.data import DataLoader
print(*DataLoader(Squares(), num_workers=1, multiprocessing_context="spawn"))
"""
run = [sys.executable, "-c", cell]
printed = subprocess.run(run, capture_output=True, text=True).stdout
assert printed == "tensor([0]) tensor([1]) tensor([4]) tensor([9])\n", printed
