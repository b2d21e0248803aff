"""The first loss of a classifier, against what guessing costs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import math


def strange_start(first_loss, classes):
    """Of cross-entropy with a model that was not trained yet."""
    guess = math.log(classes)
    if abs(first_loss - guess) < guess / 2:
        return ""
    return f"first loss {first_loss:.2f}, guessing costs {guess:.2f}"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
pixels = torch.randint(0, 256, (512, 64)).float()  # as stored: 0 to 255
labels = torch.randint(0, 10, (512,))


def first_loss(images):
    layers = nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)
    return cross_entropy(nn.Sequential(*layers)(images), labels).item()


print(strange_start(first_loss(pixels), classes=10))
# --8<-- [end:wrong-result]
assert strange_start(first_loss(pixels), 10)

# --8<-- [start:fix]
images = (pixels - pixels.mean()) / pixels.std()
print(strange_start(first_loss(images), classes=10) or "nothing strange")
# --8<-- [end:fix]
assert not strange_start(first_loss(images), 10)
for weight in (None, torch.rand(10)):
    for smoothing in (0.0, 0.1):
        how = {"weight": weight, "label_smoothing": smoothing}
        equal = cross_entropy(torch.ones(512, 10), labels, **how)
        assert math.isclose(equal, math.log(10), rel_tol=1e-5)
