"""Softmax or sigmoid in the model, and once more in the loss."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def already_probabilities(scores):
    """Of what goes into cross_entropy or a loss "with logits"."""
    return bool(((scores >= 0) & (scores <= 1)).all())


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x = torch.randn(256, 20)
y = x[:, :10].argmax(1)


def train(*end):
    model = nn.Sequential(nn.Linear(20, 10), *end)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    for _ in range(300):
        optimizer.zero_grad()
        scores = model(x)
        loss = cross_entropy(scores, y)
        loss.backward()
        optimizer.step()
    return loss.item(), already_probabilities(scores)


loss, found = train(nn.Softmax(dim=1))
print(f"loss {loss:.2f}, probabilities already: {found}")
# --8<-- [end:wrong-result]
assert found and loss > 1.46
lowest = cross_entropy(torch.eye(10), torch.arange(10))
assert abs(lowest - 1.4612) < 1e-4
one = torch.ones(1)
lowest = nn.functional.binary_cross_entropy_with_logits(one, one)
assert abs(lowest - 0.3133) < 1e-4

# --8<-- [start:fix]
loss, found = train()
print(f"loss {loss:.2f}, probabilities already: {found}")
# --8<-- [end:fix]
assert not found and loss < 0.2
scores = torch.randn(8, 10)
twice = scores.log_softmax(1).log_softmax(1)
assert torch.allclose(twice, scores.log_softmax(1))
