"""A transposed tensor, given to safetensors."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.4"]
# ///

# --8<-- [start:raise]
import torch
from safetensors.torch import load_file, save_file

weight = torch.arange(6.0).reshape(2, 3)
try:
    save_file({"weight": weight.t()}, "weights.safetensors")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("strides do not matter now")

# --8<-- [start:fix]
save_file({"weight": weight.t().contiguous()}, "weights.safetensors")
print(load_file("weights.safetensors")["weight"].shape)
# --8<-- [end:fix]
assert torch.equal(load_file("weights.safetensors")["weight"], weight.t())
