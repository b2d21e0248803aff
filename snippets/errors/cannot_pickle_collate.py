"""A lambda for workers that start anew."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# warns = ["Got pickle error when attempting to start a worker"]
# ///

# --8<-- [start:raise]
import pickle

import torch
from torch.utils.data import DataLoader

loader = DataLoader(
    range(4),
    num_workers=1,
    multiprocessing_context="spawn",
    collate_fn=lambda items: torch.tensor(items),
)
try:
    next(iter(loader))
except (pickle.PicklingError, AttributeError) as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
def stack(items):
    return torch.tensor(items)


print(pickle.loads(pickle.dumps(stack)) is stack)
# --8<-- [end:fix]
assert pickle.loads(pickle.dumps(stack)) is stack
