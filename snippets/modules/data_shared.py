"""Workers share the memory of a dataset's tensor, unless they are forked."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# requires = ["linux"]
# timeout = 180
# ///
import sys

assert sys.platform.startswith("linux"), "fork is no safe start elsewhere"

# --8<-- [start:program]
import torch
from torch.utils.data import DataLoader, Dataset


class Noted(Dataset):
    """Notes which items were asked for, in a tensor, a list and a number."""

    def __init__(self):
        self.tensor, self.list, self.number = torch.zeros(4), [0] * 4, 0

    def __len__(self):
        return 4

    def __getitem__(self, index):
        self.tensor[index] += 1
        self.list[index] += 1
        self.number += 1
        return index


if __name__ == "__main__":
    print("in the main process, after an epoch")
    for method in ("fork", "forkserver", "spawn"):
        noted = Noted()
        list(DataLoader(noted, num_workers=2, multiprocessing_context=method))
        print(f"{method:<11}", noted.tensor.tolist(), noted.list, noted.number)
        assert noted.list == [0] * 4 and noted.number == 0
        expected = [0] * 4 if method == "fork" else [1] * 4
        assert noted.tensor.tolist() == expected
    # --8<-- [end:program]
    noted = Noted()
    noted.tensor.share_memory_()
    list(DataLoader(noted, num_workers=2, multiprocessing_context="fork"))
    assert noted.tensor.tolist() == [1] * 4 and noted.number == 0
