"""Predictions in training mode after loading."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

torch.manual_seed(0)
trained = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5)).eval()
torch.save(trained.state_dict(), "weights.pt")

model = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5))
model.load_state_dict(torch.load("weights.pt"))
x = torch.ones(1, 8)
print("same prediction:", torch.equal(model(x), trained(x)))
print("same twice:", torch.equal(model(x), model(x)))
# --8<-- [end:wrong-result]
assert not torch.equal(model(x), trained(x))

# --8<-- [start:fix]
model.eval()
print("same prediction:", torch.equal(model(x), trained(x)))
# --8<-- [end:fix]
assert torch.equal(model(x), trained(x))

# --8<-- [start:wrong]
model.train()
with torch.no_grad():  # no gradients, but still dropout
    print("same prediction:", torch.equal(model(x), trained(x)))
# --8<-- [end:wrong]
assert not torch.equal(model(x), trained(x))
