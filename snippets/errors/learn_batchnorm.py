"""BatchNorm whose running numbers are not those of the data."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
from copy import deepcopy

import torch


@torch.no_grad()
def modes_differ(model, loss_of):
    """loss_of(model): its loss on one batch of the training data."""
    training = loss_of(deepcopy(model).train()).item()
    evaluating = loss_of(deepcopy(model).eval()).item()
    if evaluating < 2 * training + 0.1:
        return ""
    return f"training mode {training:.2f}, eval mode {evaluating:.2f}"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x = torch.randn(512, 8) * 3 + 5
y = x[:, :4].argmax(1)
norm = nn.BatchNorm1d(8, momentum=0.001)  # it follows the data slowly
model = nn.Sequential(norm, nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 4))
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
for _ in range(100):
    optimizer.zero_grad()
    cross_entropy(model(x), y).backward()
    optimizer.step()


def loss_of(model):
    return cross_entropy(model(x), y)


print(modes_differ(model, loss_of))
# --8<-- [end:wrong-result]
assert modes_differ(model, loss_of)

# --8<-- [start:fix]
norm.reset_running_stats()
norm.momentum = None  # the plain mean over all batches
with torch.no_grad():
    for batch in x.split(64):
        model.train()(batch)
print(modes_differ(model, loss_of) or "both modes agree")
# --8<-- [end:fix]
assert not modes_differ(model, loss_of)
