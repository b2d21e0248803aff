"""A word number beyond the end of the embedding, on a GPU."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

import os
from pathlib import Path

os.dup2(os.open("stderr.txt", os.O_WRONLY | os.O_CREAT), 2)

# --8<-- [start:raise-embedding]
import torch
from torch import nn

words = torch.tensor([0, 4, 5])
embedding = nn.Embedding(5, 2).cuda()
try:
    print(embedding(words.cuda()).sum().item())
except RuntimeError as error:
    print(f"{type(error).__name__}: {str(error).splitlines()[0]}")
    # --8<-- [end:raise-embedding]
    assert "device-side assert" in str(error)
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-embedding-kernel]
said = Path("stderr.txt").read_text().splitlines()
print(next(line for line in said if "Assertion" in line))
# --8<-- [end:raise-embedding-kernel]
try:
    torch.ones(1, device="cuda")
except RuntimeError as error:
    assert "device-side assert" in str(error)
else:
    raise AssertionError("the process can still use the GPU")
