"""How far a step moves the weights: hardly, well, or too far."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import torch


@torch.no_grad()
def strange_step(model, optimizer):
    """Takes the step: put it in the place of optimizer.step()."""
    before = [p.clone() for p in model.parameters()]
    optimizer.step()
    pairs = [*zip(model.parameters(), before, strict=True)]
    moved = sum((p - old).square().sum() for p, old in pairs).sqrt()
    ratio = (moved / sum(old.square().sum() for old in before).sqrt()).item()
    if 1e-5 < ratio < 0.3:
        return ""
    return f"the step is {ratio:.0e} of the weights' length"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x = torch.randn(256, 10)
y = x[:, :4].argmax(1)


def train(rate):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(10, 32), nn.ReLU(), nn.Linear(32, 4))
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    found = []
    for _ in range(100):
        optimizer.zero_grad()
        loss = cross_entropy(model(x), y)
        loss.backward()
        found.append(strange_step(model, optimizer))
    return loss.item(), next(filter(None, found), "no strange step")


loss, found = train(1e-7)
print(f"lr=1e-7: loss {loss:.2f}, {found}")
# --8<-- [end:wrong-result]
assert found.startswith("the step") and loss > 1.3
assert train(10)[1].startswith("the step")

# --8<-- [start:fix]
loss, found = train(0.01)
print(f"lr=0.01: loss {loss:.2f}, {found}")
# --8<-- [end:fix]
assert found == "no strange step" and loss < 0.5
