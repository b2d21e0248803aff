"""An optimizer in a safetensors file: tensors, and its settings as JSON."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.4.3"]
# ///

# --8<-- [start:refused]
import torch
from safetensors.torch import load_file, save_file

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
weight = torch.ones(3, device=device, requires_grad=True)
optimizer = torch.optim.Adam([weight], lr=0.1)
weight.sum().backward()
optimizer.step()

try:
    save_file(optimizer.state_dict(), "adam.safetensors")
except ValueError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:refused]
else:
    raise AssertionError("save_file accepts an optimizer now")

# --8<-- [start:apart]
import json

from safetensors import safe_open

state = optimizer.state_dict()
tensors = {
    f"{i}.{n}": t
    for i, named in state["state"].items()
    for n, t in named.items()
}
settings = {"param_groups": json.dumps(state["param_groups"])}
save_file(tensors, "adam.safetensors", metadata=settings)
print(list(tensors))
# --8<-- [end:apart]

# --8<-- [start:together]
with safe_open("adam.safetensors", framework="pt") as file:
    groups = json.loads(file.metadata()["param_groups"])
slots = {}
for key, tensor in load_file("adam.safetensors").items():
    position, name = key.split(".", 1)
    slots.setdefault(int(position), {})[name] = tensor

copy = weight.detach().clone().requires_grad_()
resumed = torch.optim.Adam([copy])
resumed.load_state_dict({"state": slots, "param_groups": groups})
for parameter, stepper in ((weight, optimizer), (copy, resumed)):
    parameter.grad = torch.ones_like(parameter)
    stepper.step()
lr = resumed.param_groups[0]["lr"]
print("same step:", torch.equal(copy, weight), "learning rate:", lr)
# --8<-- [end:together]
assert torch.equal(copy, weight) and resumed.param_groups[0]["lr"] == 0.1
assert resumed.state[copy]["step"] == 2
