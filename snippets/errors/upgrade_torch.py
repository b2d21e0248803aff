"""Weights in safetensors, which transformers loads on any torch."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors"]
# ///

# --8<-- [start:setup]
import torch
from torch import nn

net = nn.Linear(2, 1)
torch.save(net.state_dict(), "pytorch_model.bin")
# --8<-- [end:setup]

# --8<-- [start:fix]
from safetensors.torch import load_file, save_file

weights = torch.load("pytorch_model.bin", weights_only=True)
save_file(weights, "model.safetensors", metadata={"format": "pt"})
print(sorted(load_file("model.safetensors")))
# --8<-- [end:fix]
read = load_file("model.safetensors")
assert all(torch.equal(read[name], weights[name]) for name in weights)
