"""Read some tensors of a safetensors file, or some rows of one."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.4.3"]
# ///

# --8<-- [start:some]
import torch
from safetensors import safe_open
from safetensors.torch import save_file

words = torch.arange(12.0).reshape(6, 2)
save_file({"words": words, "head": torch.ones(2, 2)}, "language.safetensors")

with safe_open("language.safetensors", framework="pt", device="cpu") as file:
    print("names:", sorted(file.keys()))
    head = file.get_tensor("head")
    rows = file.get_slice("words")
    print("whole:", rows.get_shape(), rows.get_dtype())
    part = rows[2:4]
print(part)
# --8<-- [end:some]
assert torch.equal(part, words[2:4]) and torch.equal(head, torch.ones(2, 2))

# --8<-- [start:beyond]
with safe_open("language.safetensors", framework="pt") as file:
    print(tuple(file.get_slice("words")[4:100].shape))
# --8<-- [end:beyond]
with safe_open("language.safetensors", framework="pt") as file:
    assert torch.equal(file.get_slice("words")[4:100], words[4:])
