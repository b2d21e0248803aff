"""CrossEntropyLoss takes logits, and what an extra softmax costs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:by-hand]
import torch
import torch.nn.functional as F
from torch import nn

# raw scores of two classes, any size, any sign
logits = torch.tensor([[2.0, 0.0]])
target = torch.tensor([0])  # the number of the right class
loss = nn.CrossEntropyLoss()(logits, target)
# -log of the right class's probability
by_hand = logits.logsumexp(1) - logits[:, 0]
print(f"CrossEntropyLoss  {loss:.4f}")
print(f"by hand           {by_hand.item():.4f}")
print(f"nll(log_softmax)  {F.nll_loss(logits.log_softmax(1), target):.4f}")
# --8<-- [end:by-hand]
assert torch.allclose(loss, by_hand)
assert torch.allclose(loss, F.nll_loss(logits.log_softmax(1), target))

# --8<-- [start:softmax]
twice = F.cross_entropy(logits.softmax(1), target)
print(f"logits        {loss:.4f}")
print(f"probabilities {twice:.4f}")
certain = torch.eye(10)[:1]  # probability 1 for the right one of ten classes
of_ten = F.cross_entropy(certain, target)
print(f"certain and right, ten classes: {of_ten:.4f}")

# certain, and wrong
mistaken = torch.tensor([[-4.0, 4.0]], requires_grad=True)
slopes = {}
inputs = {"logits": mistaken, "probabilities": mistaken.softmax(1)}
for name, given in inputs.items():
    (slope,) = torch.autograd.grad(F.cross_entropy(given, target), mistaken)
    slopes[name] = slope[0, 0].item()
    print(f"certain and wrong, slope with {name}: {slopes[name]:.4f}")
# --8<-- [end:softmax]
assert abs(loss - 0.1269) < 1e-4 and abs(twice - 0.3832) < 1e-4
assert slopes["logits"] < -0.99 and -1e-3 < slopes["probabilities"] < 0

# --8<-- [start:nll]
probabilities = logits.softmax(1)
right = F.nll_loss(probabilities.log(), target)
wrong = F.nll_loss(probabilities, target)
print(f"nll_loss of log-probabilities {right:.4f}")
print(f"nll_loss of probabilities     {wrong:.4f}")
# --8<-- [end:nll]
assert F.nll_loss(probabilities, target) < 0
