"""strict=False, and no name fits."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn

trained = nn.Sequential(nn.Linear(2, 1))
torch.save(nn.DataParallel(trained).state_dict(), "wrapped.pt")

model = nn.Sequential(nn.Linear(2, 1))
saved = torch.load("wrapped.pt", map_location="cpu")
model.load_state_dict(saved, strict=False)
print("loaded:", torch.equal(model[0].weight, trained[0].weight.cpu()))
# --8<-- [end:wrong-result]
assert not torch.equal(model[0].weight, trained[0].weight.cpu())

# --8<-- [start:fix]
keys = model.load_state_dict(saved, strict=False)
print("missing:", keys.missing_keys)
print("unexpected:", keys.unexpected_keys)
# --8<-- [end:fix]
assert keys.missing_keys == ["0.weight", "0.bias"]
