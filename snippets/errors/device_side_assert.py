"""Labels that count from 1, on a GPU."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

import os
from pathlib import Path

# what the GPU itself says goes past Python, to stderr: into a file
os.dup2(os.open("stderr.txt", os.O_WRONLY | os.O_CREAT), 2)

# --8<-- [start:raise]
import torch
import torch.nn.functional as F

scores = torch.randn(2, 5)
labels = torch.tensor([1, 5])  # the five classes are called 1 to 5
try:
    print(F.cross_entropy(scores.cuda(), labels.cuda()).item())
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-kernel]
said = Path("stderr.txt").read_text().splitlines()
print(next(line for line in said if "Assertion" in line))
# --8<-- [end:raise-kernel]

# --8<-- [start:afterwards]
try:
    torch.ones(1, device="cuda")  # has nothing to do with it
except RuntimeError as error:
    print(str(error).splitlines()[0])
# --8<-- [end:afterwards]
else:
    raise AssertionError("the process can still use the GPU")

# --8<-- [start:on-cpu]
try:
    F.cross_entropy(scores, labels)
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:on-cpu]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
labels = labels - 1
assert labels.min() >= 0 and labels.max() < scores.shape[1]
print(F.cross_entropy(scores, labels).isfinite())
# --8<-- [end:fix]
assert F.cross_entropy(scores, labels).isfinite()
