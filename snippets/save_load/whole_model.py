"""Save a whole model object, and load it; better, only its weights."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 8)
        self.out = nn.Linear(8, 2)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
torch.manual_seed(0)
model = Net().to(device).eval()
# --8<-- [end:model]

# --8<-- [start:save]
torch.save(model, "whole.pt")
# --8<-- [end:save]

# --8<-- [start:load]
# only for a file that you trust: it can run code
restored = torch.load("whole.pt", map_location="cpu", weights_only=False)
restored.to(device).eval()
# --8<-- [end:load]

# --8<-- [start:better]
torch.save(restored.state_dict(), "weights.pt")
saved = torch.load("weights.pt", map_location="cpu", weights_only=True)
renewed = Net()
renewed.load_state_dict(saved)
renewed.to(device).eval()
# --8<-- [end:better]
assert torch.equal(renewed.out.bias, model.out.bias) and not renewed.training

# --8<-- [start:proof]
x = torch.rand(3, 4, device=device)
with torch.inference_mode():
    same = torch.equal(restored(x), model(x))
print("another object:", restored is not model, "- same predictions:", same)
# --8<-- [end:proof]
assert same and restored is not model
