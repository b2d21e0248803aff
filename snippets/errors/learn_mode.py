"""The training goes on in eval mode."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def in_other_mode(model, training):
    """training=True at a training step, False when you evaluate."""
    modules = model.named_modules()
    return [name for name, m in modules if m.training != training]


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn

torch.manual_seed(0)
data = torch.randn(4, 16, 8) + 3  # four batches


def train(again):
    model = nn.Sequential(nn.BatchNorm1d(8), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(3):
        again(model)
        for batch in data:
            found = in_other_mode(model, training=True)
            loss = model(batch).square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        with torch.inference_mode():
            model.eval()(data[0])  # the evaluation after each epoch
    return found, model[0].num_batches_tracked.item()


found, seen = train(lambda model: None)
print("in eval mode:", found, "- BatchNorm saw", seen, "of 12 batches")
# --8<-- [end:wrong-result]
assert found == ["", "0", "1"] and seen == 4

# --8<-- [start:fix]
found, seen = train(lambda model: model.train())
print("in eval mode:", found, "- BatchNorm saw", seen, "of 12 batches")
# --8<-- [end:fix]
assert found == [] and seen == 12
