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

# --8<-- [start:copies]
tensor = torch.ones(2)
moved = tensor.to("meta")
print("tensor: it is on", tensor.device, "and its copy on", moved.device)
print("tensor, if already there: itself:", tensor.to("cpu") is tensor)

module = nn.Linear(2, 2)
result = module.to("meta")
print("module: it is on", module.weight.device)
print("module, what it returned: itself:", result is module)
# --8<-- [end:copies]
assert tensor.to("cpu") is tensor and result is module and module.weight.is_meta
assert not tensor.is_meta and moved.is_meta

# --8<-- [start:order]
first_moved = nn.Linear(3, 2).to("meta", torch.float64)
resumed = torch.optim.SGD(first_moved.parameters(), lr=0.1, momentum=0.9)
resumed.load_state_dict(loaded["optimizer"])
momentum = resumed.state[first_moved.weight]["momentum_buffer"]
print(f"moved first: momentum {momentum.dtype} on {momentum.device}")
# --8<-- [end:order]
assert momentum.is_meta and momentum.dtype == torch.float64

# --8<-- [start:late]
moved_late = nn.Linear(3, 2)
resumed = torch.optim.SGD(moved_late.parameters(), lr=0.1, momentum=0.9)
resumed.load_state_dict(loaded["optimizer"])
moved_late.to(torch.float64)
momentum = resumed.state[moved_late.weight]["momentum_buffer"]
weights = moved_late.weight
print(f"moved last: momentum {momentum.dtype}, weights {weights.dtype}")
# --8<-- [end:late]
assert moved_late.weight.dtype == torch.float64
assert momentum.dtype == torch.float32

# --8<-- [start:proof]
for _ in range(3):
    train(model, optimizer)
    train(restored, restored_optimizer)
same = torch.equal(restored.weight, model.weight)
print("same weights after three more steps:", same)
assert same
# --8<-- [end:proof]
