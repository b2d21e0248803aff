"""A prediction (N, 1) against targets (N,): the loss of all pairs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def shapes_differ(prediction, target):
    """For a loss that compares element by element."""
    if prediction.shape == target.shape:
        return ""
    return f"{tuple(prediction.shape)} against {tuple(target.shape)}"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 3)
y = x @ torch.tensor([1.0, -2.0, 3.0])


def train(shaped):
    model = nn.Linear(3, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(100):
        prediction = shaped(model(x))
        loss = ((prediction - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return prediction.detach(), loss.item()


prediction, loss = train(lambda out: out)
print(shapes_differ(prediction, y))
print(f"loss {loss:.2f}, predictions spread {prediction.std():.2f}")
# --8<-- [end:wrong-result]
assert shapes_differ(prediction, y) and prediction.std() < 0.01
assert abs(loss - y.var(correction=0)) < 0.01

# --8<-- [start:fix]
prediction, loss = train(lambda out: out.squeeze(1))
print(shapes_differ(prediction, y) or "same shape")
print(f"loss {loss:.2f}, predictions spread {prediction.std():.2f}")
# --8<-- [end:fix]
assert not shapes_differ(prediction, y) and loss < 0.01
