"""Dropout that stays on when the model predicts."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
from copy import deepcopy

import torch


@torch.no_grad()
def changes_by_itself(model, x):
    """Whether a model in eval mode predicts twice the same."""
    model = deepcopy(model).eval()
    return not torch.equal(model(x), model(x))


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn
from torch.nn.functional import cross_entropy, dropout

torch.manual_seed(0)
y = torch.randint(0, 4, (400,))
x = torch.randn(4, 16)[y] + 0.5 * torch.randn(400, 16)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(16, 4)

    def forward(self, x):
        return self.head(dropout(x, 0.8))


def train(model):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(100):
        optimizer.zero_grad()
        cross_entropy(model.train()(x), y).backward()
        optimizer.step()
    right = model.eval()(x).argmax(1) == y
    return f"accuracy {right.float().mean().item():.2f}"


model = Net()
print(train(model), "- changes by itself:", changes_by_itself(model, x))
# --8<-- [end:wrong-result]
assert changes_by_itself(model, x) and float(train(model)[-4:]) < 0.9


# --8<-- [start:fix]
class Told(Net):
    def forward(self, x):
        return self.head(dropout(x, 0.8, training=self.training))


model = Told()
print(train(model), "- changes by itself:", changes_by_itself(model, x))
# --8<-- [end:fix]
assert not changes_by_itself(model, x) and float(train(model)[-4:]) > 0.95
