"""Samples and labels that were shuffled apart."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import torch


def labels_do_not_fit(x, y):
    """Is a sample nearer to its own class than to the others?"""
    x, half = x.flatten(1), len(x) // 2
    classes = y[:half].unique()
    means = torch.stack([x[:half][y[:half] == c].mean(0) for c in classes])
    guess = classes[torch.cdist(x[half:], means).argmin(1)]
    right = (guess == y[half:]).float().mean().item()
    if right > 1.3 / len(classes):
        return ""
    return f"right {right:.2f}, by chance {1 / len(classes):.2f}"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
y = torch.randint(0, 5, (2000,))
x = torch.randn(5, 20)[y] + torch.randn(2000, 20)


def train(x, y):
    torch.manual_seed(0)
    model = nn.Linear(20, 5)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(100):
        optimizer.zero_grad()
        loss = cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    return loss.item()


apart = x[torch.randperm(2000)]  # the labels were not shuffled along
print(f"loss {train(apart, y):.2f},", labels_do_not_fit(apart, y))
# --8<-- [end:wrong-result]
assert labels_do_not_fit(apart, y) and train(apart, y) > 1.5

# --8<-- [start:fix]
order = torch.randperm(2000)
x, y = x[order], y[order]
print(f"loss {train(x, y):.2f},", labels_do_not_fit(x, y) or "they fit")
# --8<-- [end:fix]
assert not labels_do_not_fit(x, y) and train(x, y) < 0.5
# Where the classes have one mean it sees nothing: it may be wrong.
signs = torch.randn(2000, 2)
assert labels_do_not_fit(signs, (signs.prod(1) > 0).long())
