"""Where gradients in parts differ from those at once: padding, BatchNorm."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:padding]
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
model, states = nn.Linear(4, 5), torch.randn(8, 6, 4)
targets = torch.randint(5, (8, 6))
targets[4:, 1:] = -100  # the last four sequences have one token each
counted = (targets != -100).sum()


def gradient(parts, reduction, divide):
    model.zero_grad()
    for x, t in zip(states.chunk(parts), targets.chunk(parts), strict=True):
        scores = model(x).transpose(1, 2)
        loss = F.cross_entropy(scores, t, reduction=reduction)
        (loss / divide).backward()
    return model.weight.grad.clone()


whole = gradient(1, "mean", 1)
for name, found in {
    "mean of the means:       ": gradient(2, "mean", 2),
    "sum, by counted targets: ": gradient(2, "sum", counted),
}.items():
    error = (found - whole).norm() / whole.norm()
    print(f"{name} off by {error.item():.0%}")
# --8<-- [end:padding]
assert (gradient(2, "mean", 2) - whole).norm() > 0.5 * whole.norm()
assert torch.allclose(gradient(2, "sum", counted), whole, atol=1e-6)

# --8<-- [start:batchnorm]
with_norm = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))
inputs, gradients = torch.randn(8, 4), {}
for parts in (1, 2):
    with_norm.zero_grad()
    for x in inputs.chunk(parts):
        (with_norm(x).square().sum() / len(inputs)).backward()
    gradients[parts] = with_norm[0].weight.grad.clone()
difference = (gradients[2] - gradients[1]).norm() / gradients[1].norm()
print(f"with BatchNorm: off by {difference.item():.0%}")
# --8<-- [end:batchnorm]
assert difference > 0.1
