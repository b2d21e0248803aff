"""Data in the order of their classes: each batch has one class."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def too_few_classes(loader, batches=10):
    """How many classes are in each of the first batches."""
    pairs = zip(loader, range(batches), strict=False)
    counts = [len(labels.unique()) for (_, labels), _ in pairs]
    return f"classes per batch: {counts}" if min(counts) == 1 else ""


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
labels = torch.arange(8).repeat_interleave(256)  # a folder for each class
images = torch.randn(8, 8)[labels] + 0.5 * torch.randn(2048, 8)
dataset = TensorDataset(images, labels)


def train(loader):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 8))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for x, y in loader:
        optimizer.zero_grad()
        cross_entropy(model(x), y).backward()
        optimizer.step()
    return (model(images).argmax(1) == labels).float().mean().item()


loader = DataLoader(dataset, batch_size=32)
print(f"accuracy {train(loader):.2f},", too_few_classes(loader))
# --8<-- [end:wrong-result]
assert too_few_classes(loader) and train(loader) < 0.8

# --8<-- [start:fix]
loader = DataLoader(dataset, batch_size=32, shuffle=True)
found = too_few_classes(loader) or "batches are mixed"
print(f"accuracy {train(loader):.2f},", found)
# --8<-- [end:fix]
assert not too_few_classes(loader) and train(loader) > 0.9
