"""Save a model's weights as safetensors, and load them for inference."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.8"]
# ///

# --8<-- [start:model]
import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()


def build():
    return nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 2))


torch.manual_seed(0)
model = build().to(device)
# --8<-- [end:model]

# --8<-- [start:save]
from safetensors.torch import save_file

notes = {"format": "pt", "epoch": "3"}  # transformers asks for the format
save_file(model.state_dict(), "net.safetensors", metadata=notes)
# --8<-- [end:save]

# --8<-- [start:load]
from safetensors.torch import load_file

restored = build()
restored.load_state_dict(load_file("net.safetensors"))
restored.to(device).eval()
# --8<-- [end:load]
there = load_file("net.safetensors", device=str(device))["0.weight"]
assert there.device.type == device.type
assert torch.equal(there, restored[0].weight)

# --8<-- [start:metadata]
import json

from safetensors import safe_open

settings = {"lr": 0.1, "classes": ["cat", "dog"]}
notes = {"epoch": "3", "settings": json.dumps(settings)}
save_file(model.state_dict(), "noted.safetensors", metadata=notes)

with safe_open("noted.safetensors", framework="pt") as file:
    read = file.metadata()
print(json.loads(read["settings"]))
print("among the weights:", "settings" in load_file("noted.safetensors"))
try:
    save_file(model.state_dict(), "noted.safetensors", metadata={"epoch": 3})
except TypeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:metadata]
else:
    raise AssertionError("metadata may be a number now")
assert json.loads(read["settings"]) == settings and read["epoch"] == "3"

# --8<-- [start:proof]
inputs = torch.rand(5, 4, device=device)
with torch.inference_mode():
    same = torch.equal(restored(inputs), model.eval()(inputs))
print("same predictions:", same)
assert same and not torch.equal(build()[0].weight, model[0].weight.cpu())
# --8<-- [end:proof]
