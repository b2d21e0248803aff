"""A head that was replaced after the optimizer was built."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def not_in_optimizer(model, optimizer):
    """Parameters that no step of this optimizer can change."""
    groups = optimizer.param_groups
    held = {id(p) for group in groups for p in group["params"]}
    weights = model.named_parameters()
    return [n for n, p in weights if p.requires_grad and id(p) not in held]


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x, y = torch.randn(64, 8), torch.randint(0, 3, (64,))
model = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
model[2] = nn.Linear(16, 3)  # the optimizer still holds the old one


def train():
    before = model[2].weight.clone()
    for _ in range(50):
        optimizer.zero_grad()
        cross_entropy(model(x), y).backward()
        optimizer.step()
    return not torch.equal(model[2].weight, before)


print("head trained:", train(), not_in_optimizer(model, optimizer))
# --8<-- [end:wrong-result]
assert not train()
assert not_in_optimizer(model, optimizer) == ["2.weight", "2.bias"]

# --8<-- [start:fix]
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
print("head trained:", train(), not_in_optimizer(model, optimizer))
# --8<-- [end:fix]
assert train() and not not_in_optimizer(model, optimizer)
