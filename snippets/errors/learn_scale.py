"""Training and validation data of different scale."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def scales_differ(train, valid):
    """Of two batches of inputs, each as it goes into the model."""
    shift = ((valid.mean() - train.mean()) / train.std()).item()
    wider = (valid.std() / train.std()).item()
    if abs(shift) < 0.5 and 0.5 < wider < 2:
        return ""
    return f"shifted by {shift:.1f} deviations, {wider:.1f} times as wide"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
y = torch.randint(0, 4, (1000,))
pixels = torch.rand(4, 16)[y] * 200 + torch.rand(1000, 16) * 55


def scaled(x):
    return (x - pixels[:800].mean()) / pixels[:800].std()


train, valid = scaled(pixels[:800]), pixels[800:]  # one was forgotten
model = nn.Linear(16, 4)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for _ in range(100):
    optimizer.zero_grad()
    cross_entropy(model(train), y[:800]).backward()
    optimizer.step()


def accuracy(x, y):
    return (model(x).argmax(1) == y).float().mean().item()


print(f"training {accuracy(train, y[:800]):.2f}")
print(f"validation {accuracy(valid, y[800:]):.2f},", end=" ")
print(scales_differ(train, valid))
# --8<-- [end:wrong-result]
assert scales_differ(train, valid) and accuracy(valid, y[800:]) < 0.8

# --8<-- [start:fix]
valid = scaled(pixels[800:])
found = scales_differ(train, valid) or "same scale"
print(f"validation {accuracy(valid, y[800:]):.2f},", found)
# --8<-- [end:fix]
assert not scales_differ(train, valid) and accuracy(valid, y[800:]) > 0.95
