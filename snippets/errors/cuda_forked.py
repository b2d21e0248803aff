"""A worker that uses the GPU, forked from a process that used it."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# requires = ["linux"]
# ///

import gc

# --8<-- [start:raise]
from unittest import mock

import torch
from torch.utils.data import DataLoader, Dataset


class OnGpu(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return torch.tensor(index, device="cuda")


options = {"num_workers": 1, "multiprocessing_context": "fork"}
# as if this process had used the GPU before its workers were forked
with mock.patch("torch.cuda._is_in_bad_fork", return_value=True):
    try:
        list(DataLoader(OnGpu(), **options))
    except RuntimeError as error:
        print(str(error).strip().splitlines()[-1])
    # --8<-- [end:raise]
    else:
        raise AssertionError("nothing is raised any more")
gc.collect()  # of the workers above, before others are forked


# --8<-- [start:fix]
class OnCpu(OnGpu):
    def __getitem__(self, index):
        return torch.tensor(index)


device = "cuda" if torch.cuda.is_available() else "cpu"
pin = device == "cuda"
for batch in DataLoader(OnCpu(), batch_size=2, pin_memory=pin, **options):
    batch = batch.to(device, non_blocking=True)  # in the main process
    print(batch.tolist())
# --8<-- [end:fix]
assert batch.tolist() == [2, 3]
