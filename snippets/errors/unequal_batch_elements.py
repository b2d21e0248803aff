"""Samples with lists of different lengths in one batch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader

samples = [{"ids": [4, 8, 15]}, {"ids": [16, 23]}]  # lists, not tensors
try:
    next(iter(DataLoader(samples, batch_size=2)))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
def padded(samples):
    rows = [torch.tensor(sample["ids"]) for sample in samples]
    ids = pad_sequence(rows, batch_first=True)  # with 0
    lengths = torch.tensor([len(row) for row in rows])
    return {"ids": ids, "mask": torch.arange(ids.shape[1]) < lengths[:, None]}


batch = next(iter(DataLoader(samples, batch_size=2, collate_fn=padded)))
print(batch["ids"], batch["mask"], sep="\n")
# --8<-- [end:fix]
assert batch["mask"].sum() == 5

# --8<-- [start:wrong]
equal = [{"ids": [4, 8, 15]}, {"ids": [16, 23, 42]}]
print(next(iter(DataLoader(equal, batch_size=2)))["ids"])
# --8<-- [end:wrong]
assert len(next(iter(DataLoader(equal, batch_size=2)))["ids"]) == 3
