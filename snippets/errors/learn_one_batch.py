"""Can the training step learn one batch by heart?"""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def cannot_overfit(step, batch, times=200):
    """step(batch): your own training step; it returns loss.item()."""
    first, *_, last = [step(batch) for _ in range(times)]
    if last < first / 10:
        return ""
    return f"the loss of one batch went from {first:.2f} to {last:.2f}"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
batch = torch.randn(32, 20), torch.randint(0, 5, (32,))
model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 5))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)


def step(batch):
    images, labels = batch
    loss = cross_entropy(model(images), labels)
    loss.backward()
    optimizer.zero_grad()  # takes away what step() needs
    optimizer.step()
    return loss.item()


print(cannot_overfit(step, batch))
# --8<-- [end:wrong-result]
assert cannot_overfit(step, batch, 2)


# --8<-- [start:fix]
def step(batch):
    images, labels = batch
    loss = cross_entropy(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


print(cannot_overfit(step, batch) or "it learns the batch")
# --8<-- [end:fix]
with torch.no_grad():  # the labels are random, and it learned them
    assert cross_entropy(model(batch[0]), batch[1]) < 0.05
