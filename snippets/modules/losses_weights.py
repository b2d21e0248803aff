"""CrossEntropyLoss by hand: weights, label smoothing, soft targets."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:weights]
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
logits, target = torch.randn(4, 3), torch.tensor([0, 0, 0, 2])
weight = torch.tensor([1.0, 1.0, 10.0])  # a rare class counts ten times
each = F.cross_entropy(logits, target, reduction="none")
w = weight[target]
mean = F.cross_entropy(logits, target, weight=weight)
total = (w * each).sum()
print("divided by the 4 items:   ", torch.allclose(mean, total / 4))
print("divided by the weights 13:", torch.allclose(mean, total / w.sum()))
# --8<-- [end:weights]
assert torch.allclose(mean, (w * each).sum() / w.sum())
assert not torch.allclose(mean, (w * each).sum() / 4)

# --8<-- [start:one]
one = F.cross_entropy(logits[:1], target[:1], weight=weight)
huge = F.cross_entropy(logits[:1], target[:1], weight=weight * 1000)
print("a batch of one class, weight 1 or 1000:", torch.allclose(one, huge))
# --8<-- [end:one]
assert torch.allclose(one, huge)

# --8<-- [start:soft]
onehot = F.one_hot(target, 3).float()
# the other classes get a share too, and so does the right one
smooth = 0.9 * onehot + 0.1 / 3
with_onehot = F.cross_entropy(logits, onehot)
print("one-hot:  ", torch.allclose(with_onehot, each.mean()))
smoothed = F.cross_entropy(logits, target, label_smoothing=0.1)
print("smoothing:", torch.allclose(F.cross_entropy(logits, smooth), smoothed))
certain = torch.tensor([[100.0, 0.0, 0.0]])
best = F.cross_entropy(certain, target[:1], label_smoothing=0.1)
print(f"certain and right, smoothed: {best:.2f}")
# --8<-- [end:soft]
assert torch.allclose(F.cross_entropy(logits, smooth), smoothed)
# soft targets are divided by the number of items, so their weights stay
soft, heavy = (
    F.cross_entropy(logits[:1], onehot[:1], weight=w)
    for w in (weight, weight * 1000)
)
assert torch.allclose(heavy, 1000 * soft)

# --8<-- [start:unchecked]
absurd = F.cross_entropy(logits, -torch.ones(4, 3))
print("targets of -1 are accepted, loss below 0:", absurd.item() < 0)
# --8<-- [end:unchecked]


# --8<-- [start:saved]
class Classifier(nn.Module):
    def __init__(self, weight=None):
        super().__init__()
        self.head = nn.Linear(4, 3)
        self.loss = nn.CrossEntropyLoss(weight=weight)


print(list(Classifier(weight).state_dict()))
try:
    Classifier().load_state_dict(Classifier(weight).state_dict())
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:saved]
learning = [
    name
    for name in dir(nn)
    if name.endswith("Loss") and not name.startswith(("Adaptive", "Linear"))
    if list(getattr(nn, name)().parameters())
]
assert not learning
