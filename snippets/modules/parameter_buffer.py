"""Parameter, Buffer, plain tensor: what is trained, moved and saved."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:kinds]
import torch
from torch import nn


class Kinds(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(2))
        self.mean = nn.Buffer(torch.zeros(2))
        self.steps = nn.Buffer(torch.tensor(0))
        self.mask = nn.Buffer(torch.ones(2), persistent=False)
        self.register_buffer("older", torch.zeros(2))  # the same as nn.Buffer
        self.plain = torch.zeros(2)


kinds = Kinds()
trained, buffers = dict(kinds.named_parameters()), dict(kinds.named_buffers())
saved = kinds.state_dict()
kinds.to(torch.float64)
print("         trained  buffer  saved   after .to(float64)")
for name in ("weight", "mean", "steps", "mask", "older", "plain"):
    row = [str(name in group) for group in (trained, buffers, saved)]
    dtype = getattr(kinds, name).dtype
    print(f"{name:<9}{row[0]:<9}{row[1]:<8}{row[2]:<8}{dtype}")
# --8<-- [end:kinds]
assert list(saved) == ["weight", "mean", "steps", "older"]
assert kinds.mask.dtype == torch.float64 and kinds.steps.dtype == torch.int64
assert kinds.plain.dtype == torch.float32

# --8<-- [start:device]
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
kinds = Kinds().to(device)
moved = [b.device.type == device.type for b in kinds.buffers()]
print("buffers moved along:", all(moved))
print("the plain tensor is on the", kinds.plain.device)
# --8<-- [end:device]
assert kinds.mask.device.type == device.type
assert kinds.plain.device.type == "cpu"

# --8<-- [start:type]
print(type(kinds.mean).__name__, isinstance(kinds.mean, nn.Buffer))
# a buffer takes a plain tensor
kinds.mean = torch.full((2,), 5.0, device=device)
print(list(kinds.state_dict()), kinds.state_dict()["mean"].tolist())
# --8<-- [end:type]
assert kinds.state_dict()["mean"].tolist() == [5.0, 5.0]
taken = Kinds()
taken.mean = nn.Parameter(torch.zeros(2))
assert "mean" in dict(taken.named_parameters())
assert "mean" not in dict(taken.named_buffers())

# --8<-- [start:load]
restored = Kinds()
report = restored.load_state_dict(kinds.state_dict())
print(report, restored.mean.tolist(), restored.mask.tolist())
# --8<-- [end:load]
assert restored.mean.tolist() == [5, 5] and not report.missing_keys

# --8<-- [start:refused]
layer = nn.Linear(2, 2)
for steps in (0, 1):
    layer.register_buffer("steps", torch.tensor(steps))
print("steps:", layer.steps.item())
try:
    layer.register_buffer("weight", torch.zeros(2))
    raise AssertionError("should have been refused")
except KeyError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:refused]
assert layer.steps == 1 and isinstance(layer.weight, nn.Parameter)
