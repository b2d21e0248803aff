"""Tied weights: save_file refuses them, save_model keeps the tie."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "safetensors>=0.4.3"]
# ///

# --8<-- [start:refused]
import torch
from safetensors.torch import load_file, load_model, save_file, save_model
from torch import nn


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(5, 3)
        self.head = nn.Linear(3, 5, bias=False)
        self.head.weight = self.words.weight


tied = Tied()
try:
    save_file(tied.state_dict(), "tied.safetensors")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).strip().partition(":")[0])
# --8<-- [end:refused]
else:
    raise AssertionError("save_file accepts tied weights now")

# --8<-- [start:model]
save_model(tied, "tied.safetensors")
print("in the file:", list(load_file("tied.safetensors")))

again = Tied()
print("missing, unexpected:", load_model(again, "tied.safetensors"))
print("still one:", again.head.weight is again.words.weight)
# --8<-- [end:model]
assert torch.equal(again.head.weight, tied.words.weight)
assert again.head.weight is again.words.weight

# --8<-- [start:half]
try:
    Tied().load_state_dict(load_file("tied.safetensors"))
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:half]
else:
    raise AssertionError("load_state_dict accepts the half now")
