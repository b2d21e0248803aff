"""GPU to GPU, GPU to CPU, CPU to GPU, and another GPU's file."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:files]
from unittest import mock

import torch
from torch import nn

torch.manual_seed(0)
gpu_layer, cpu_layer = nn.Linear(3, 2).to("cuda:0"), nn.Linear(3, 2)
torch.save(gpu_layer.state_dict(), "gpu.pt")
torch.save(cpu_layer.state_dict(), "cpu.pt")

gpu_tags = []
torch.load(
    "gpu.pt",
    map_location=lambda storage, tag: gpu_tags.append(tag),
    weights_only=True,
)
assert gpu_tags == ["cuda:0", "cuda:0"]
# --8<-- [end:files]

# --8<-- [start:gpu-to-gpu]
state = torch.load("gpu.pt", weights_only=True)  # back to where it was
assert state["weight"].device == torch.device("cuda:0")
assert torch.equal(state["weight"], gpu_layer.weight)
# --8<-- [end:gpu-to-gpu]

# --8<-- [start:gpu-to-cpu]
state = torch.load("gpu.pt", map_location="cpu", weights_only=True)
assert state["weight"].device == torch.device("cpu")
assert torch.equal(state["weight"], gpu_layer.weight.cpu())
# --8<-- [end:gpu-to-cpu]

# --8<-- [start:cpu-to-gpu]
state = torch.load("cpu.pt", map_location="cuda:0", weights_only=True)
assert state["weight"].device == torch.device("cuda:0")
assert torch.equal(state["weight"].cpu(), cpu_layer.weight)
# --8<-- [end:cpu-to-gpu]

# --8<-- [start:other-gpu]
tag = "torch.serialization.location_tag"
with mock.patch(tag, return_value="cuda:99"):
    torch.save(cpu_layer.state_dict(), "other.pt")  # a GPU that is not here
try:
    torch.load("other.pt", weights_only=True)
except RuntimeError as error:
    assert "on CUDA device 99" in str(error)
else:
    raise AssertionError("a hundredth GPU was found")

here = {"cuda:99": "cuda:0"}
state = torch.load("other.pt", map_location=here, weights_only=True)
assert state["weight"].device == torch.device("cuda:0")
assert torch.equal(state["weight"].cpu(), cpu_layer.weight)
# --8<-- [end:other-gpu]
