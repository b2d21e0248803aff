"""How many processes of a DataLoader import torch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# timeout = 240
# ///

# --8<-- [start:fix]
import os

from torch.utils.data import DataLoader, Dataset


class Process(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        return os.getpid()  # each of these has a torch of its own


def processes(num_workers):
    context = "spawn" if num_workers else None  # as on Windows
    loader = DataLoader(
        Process(), num_workers=num_workers, multiprocessing_context=context
    )
    return {int(pid) for pid in loader} | {os.getpid()}


if __name__ == "__main__":
    for num_workers in (0, 2):
        running = len(processes(num_workers))
        print(num_workers, "workers, processes with a torch:", running)
    # --8<-- [end:fix]
    assert processes(0) == {os.getpid()}
