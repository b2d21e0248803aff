"""A checkpoint for any device: save it anywhere, load on the CPU, move."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
torch.manual_seed(0)


def build():
    """A model on the device, and its optimizer: in this order."""
    model = nn.Linear(3, 2).to(device)
    return model, torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)


def train(model, optimizer):
    optimizer.zero_grad()
    model(torch.ones(4, 3, device=device)).square().mean().backward()
    optimizer.step()


model, optimizer = build()
train(model, optimizer)
# --8<-- [end:model]

# --8<-- [start:save]
checkpoint = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
torch.save(checkpoint, "checkpoint.pt")
# --8<-- [end:save]

# --8<-- [start:load]
loaded = torch.load("checkpoint.pt", map_location="cpu", weights_only=True)
restored, restored_optimizer = build()
restored.load_state_dict(loaded["model"])
restored_optimizer.load_state_dict(loaded["optimizer"])
# --8<-- [end:load]

# --8<-- [start:proof]
for _ in range(3):
    train(model, optimizer)
    train(restored, restored_optimizer)
same = torch.equal(restored.weight, model.weight)
print("same weights after three more steps:", same)
assert same
# --8<-- [end:proof]
