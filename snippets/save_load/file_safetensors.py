"""The one ending that torch.load looks at: .safetensors."""

# /// script
# dependencies = ["torch>=2.13", "numpy", "safetensors>=0.4.3"]
# ///

# --8<-- [start:exception]
import torch
from safetensors import SafetensorError
from safetensors.torch import save_file

weights = {"weight": torch.ones(2)}
save_file(weights, "net.safetensors")
print(torch.load("net.safetensors"))

torch.save(weights, "wrong.safetensors")
try:
    torch.load("wrong.safetensors")
except SafetensorError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:exception]
else:
    raise AssertionError("the ending does not matter any more")
assert torch.load("net.safetensors")["weight"].tolist() == [1, 1]
