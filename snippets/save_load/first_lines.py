"""Save a model's weights, and look at what is in the file."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:lines]
import torch

model = torch.nn.Linear(2, 1)
torch.save(model.state_dict(), "model.pt")
for name, tensor in torch.load("model.pt").items():
    print(name, tuple(tensor.shape))
# --8<-- [end:lines]

saved = torch.load("model.pt")
assert list(saved) == ["weight", "bias"]
assert all(torch.equal(saved[n], t) for n, t in model.state_dict().items())
