"""A scheduler for epochs that is stepped after each batch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def rate_is_gone(optimizer, first_rate, done):
    """done: the part of the training that is behind you, 0 to 1."""
    rate = max(group["lr"] for group in optimizer.param_groups)
    if done > 0.5 or rate > first_rate / 100:
        return ""
    return f"lr={rate:.0e} after {done:.0%} of the training"


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x = torch.randn(100, 16, 10)  # a hundred batches
y = x[:, :, :4].argmax(2)


def train(each_batch, epochs=5):
    model = nn.Linear(10, 4)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.8)
    found = ""
    for epoch in range(epochs):
        for inputs, labels in zip(x, y, strict=True):
            optimizer.zero_grad()
            loss = cross_entropy(model(inputs), labels)
            loss.backward()
            optimizer.step()
            if each_batch:
                scheduler.step()
        if not each_batch:
            scheduler.step()
        found = found or rate_is_gone(optimizer, 0.1, (epoch + 1) / epochs)
    return loss.item(), found


loss, found = train(each_batch=True)
print(f"loss {loss:.2f}, {found}")
# --8<-- [end:wrong-result]
assert found and loss > 0.7

# --8<-- [start:fix]
loss, found = train(each_batch=False)
print(f"loss {loss:.2f},", found or "the rate is still there")
# --8<-- [end:fix]
assert not found and loss < 0.6
