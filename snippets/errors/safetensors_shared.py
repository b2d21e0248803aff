"""Two names for one tensor, given to safetensors."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.4"]
# [tool.atlas]
# varies = ['\{.[a-z]+.weight., .[a-z]+.weight.\}']
# ///

# --8<-- [start:raise]
import torch
from safetensors.torch import save_file
from torch import nn

model = nn.ModuleDict(
    {"embed": nn.Embedding(5, 2), "out": nn.Linear(2, 5, bias=False)}
)
model.out.weight = model.embed.weight  # tied
try:
    save_file(model.state_dict(), "tied.safetensors")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("shared memory is accepted now")

# --8<-- [start:fix]
from safetensors.torch import load_model, save_model

save_model(model, "tied.safetensors")  # writes the shared tensor once

restored = nn.ModuleDict(
    {"embed": nn.Embedding(5, 2), "out": nn.Linear(2, 5, bias=False)}
)
restored.out.weight = restored.embed.weight
print(load_model(restored, "tied.safetensors"))
# --8<-- [end:fix]
assert torch.equal(restored.out.weight, model.embed.weight)
assert restored.out.weight is restored.embed.weight

# --8<-- [start:wrong]
from pathlib import Path

from safetensors.torch import load_file, save_file

copies = {name: tensor.clone() for name, tensor in model.state_dict().items()}
save_file(copies, "copies.safetensors")  # no error
print(
    list(load_file("copies.safetensors")), list(load_file("tied.safetensors"))
)
# --8<-- [end:wrong]
assert (
    Path("copies.safetensors").stat().st_size
    > Path("tied.safetensors").stat().st_size
)
