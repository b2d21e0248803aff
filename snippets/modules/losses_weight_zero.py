"""Class weights: a weight of 0, one image, and label smoothing."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:zero]
import torch
import torch.nn.functional as F

torch.manual_seed(0)
outputs = torch.randn(2, 3)
zeros = torch.tensor([0, 0])
for settings in ({"weight": torch.tensor([0.0, 1, 1])}, {"ignore_index": 0}):
    leaf = outputs.clone().requires_grad_()
    loss = F.cross_entropy(leaf, zeros, **settings)
    loss.backward()
    print(f"{', '.join(settings):<13}loss {loss.item()}", end=", ")
    print("gradients nan:", bool(leaf.grad.isnan().any()))
# --8<-- [end:zero]
assert loss.isnan() and not leaf.grad.any()
zero = outputs.clone().requires_grad_()
F.cross_entropy(zero, zeros, weight=torch.tensor([0.0, 1, 1])).backward()
assert zero.grad.isnan().all()

# one image has many targets, so the weights count in a batch of one
image, labels = torch.randn(1, 3, 2, 2), torch.tensor([[[0, 1], [2, 0]]])
weight = torch.tensor([1.0, 5, 10])
plain = F.cross_entropy(image, labels)
assert not torch.isclose(F.cross_entropy(image, labels, weight=weight), plain)
# label smoothing brings in the weights of the other classes
smoothed = [
    F.cross_entropy(outputs[:1], zeros[:1], weight=w, label_smoothing=0.1)
    for w in (None, weight)
]
assert not torch.isclose(*smoothed)
# with weights, soft targets are divided by the number of items alone
rare = torch.tensor([2, 2])  # its weight is 10
soft = 0.9 * F.one_hot(rare, 3) + 0.1 / 3
divided = F.cross_entropy(outputs, soft, weight=weight)
short = F.cross_entropy(outputs, rare, weight=weight, label_smoothing=0.1)
assert torch.isclose(divided, 10 * short)
