"""Two runs that differ, and the first number that does."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def first_difference(one, other):
    """Two runs' numbers by name, in the order in which they came."""
    return next((name for name in one if one[name] != other[name]), "")


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.utils.data import DataLoader

data = torch.arange(32.0).view(16, 2)


def run(seed_first):
    torch.seed()  # where a new process stands: at random
    if seed_first:
        torch.manual_seed(0)
    model = nn.Linear(2, 1)
    torch.manual_seed(0)
    batch = next(iter(DataLoader(data, batch_size=4, shuffle=True)))
    return {
        "weights": model.weight.sum().item(),
        "batch": batch.sum().item(),
        "loss": model(batch).mean().item(),
    }


found = first_difference(run(seed_first=False), run(seed_first=False))
print("differs first:", found)
# --8<-- [end:wrong-result]
assert found == "weights"

# --8<-- [start:fix]
found = first_difference(run(seed_first=True), run(seed_first=True))
print("differs first:", found or "nothing")
# --8<-- [end:fix]
assert found == ""
