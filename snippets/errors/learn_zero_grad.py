"""zero_grad is missing: each step goes by all gradients so far."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def left_over(model):
    """To be called right before backward()."""
    weights = model.named_parameters()
    return [n for n, p in weights if p.grad is not None and p.grad.any()]


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(64, 3)
y = x.sum(1, keepdim=True)


def train(clean):
    model, measure = nn.Linear(3, 1), nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(101):
        if clean:
            optimizer.zero_grad()
        loss = measure(model(x), y)
        found = left_over(model)
        loss.backward()
        optimizer.step()
    return loss.item(), found


loss, found = train(clean=False)
print(f"loss {loss:.2f}, left over: {found}")
# --8<-- [end:wrong-result]
assert found == ["weight", "bias"] and loss > 0.5

# --8<-- [start:fix]
loss, found = train(clean=True)
print(f"loss {loss:.2f}, left over: {found}")
# --8<-- [end:fix]
assert found == [] and loss < 0.01
