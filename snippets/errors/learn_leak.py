"""The same samples in the training and in the validation data."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def in_both(train, valid):
    """How many samples of valid are in train, byte for byte."""
    known = {sample.numpy().tobytes() for sample in train}
    return sum(sample.numpy().tobytes() in known for sample in valid)


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x = torch.randn(200, 20)
y = torch.randint(0, 4, (200,))  # by chance: nothing can be learned


def accuracy(train, valid):
    """Of a model trained on the rows of train, on those of valid."""
    layers = nn.Linear(20, 128), nn.ReLU(), nn.Linear(128, 4)
    model = nn.Sequential(*layers)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(80):
        optimizer.zero_grad()
        cross_entropy(model(x[train]), y[train]).backward()
        optimizer.step()
    return (model(x[valid]).argmax(1) == y[valid]).float().mean().item()


rows = torch.arange(200).repeat(3)  # each sample three times, then split
rows = rows[torch.randperm(600)]
train, valid = rows[:480], rows[480:]
right = accuracy(train, valid)
print(f"accuracy {right:.2f}, in both: {in_both(x[train], x[valid])}")
# --8<-- [end:wrong-result]
assert right > 0.8 and in_both(x[train], x[valid]) > 100

# --8<-- [start:fix]
rows = torch.randperm(200)  # split, then repeat what is for training
train, valid = rows[:160].repeat(3), rows[160:]
right = accuracy(train, valid)
print(f"accuracy {right:.2f}, in both: {in_both(x[train], x[valid])}")
# --8<-- [end:fix]
assert right < 0.5 and in_both(x[train], x[valid]) == 0
