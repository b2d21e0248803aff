"""TorchScript today: it still loads, and every step of it warns."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# varies = ["(Deprecation|Future)Warning"]
# ///

# --8<-- [start:torchscript]
import warnings

import torch
from torch import nn

torch.manual_seed(0)
old = nn.Linear(4, 2)
example = torch.rand(3, 4)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")  # also those that Python hides
    torch.jit.save(torch.jit.trace(old, example), "old.pt")
    script = torch.jit.load("old.pt")
messages = [f"{w.category.__name__}: {w.message}" for w in caught]
for text in dict.fromkeys(messages):
    print(text)
print("same predictions:", torch.equal(script(example), old(example)))
# --8<-- [end:torchscript]
assert all("is deprecated" in text for text in messages)
assert torch.equal(script(example), old(example))

# --8<-- [start:weights]
rescued = nn.Linear(4, 2)
rescued.load_state_dict(script.state_dict())
print("same weights:", torch.equal(rescued.weight, old.weight))
# --8<-- [end:weights]
assert torch.equal(rescued.weight, old.weight)
