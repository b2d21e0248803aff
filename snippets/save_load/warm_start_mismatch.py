"""A size mismatch is an error even with strict=False; half is loaded."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:mismatch]
import torch
from torch import nn

torch.manual_seed(0)
ten = nn.ModuleDict({"head": nn.Linear(4, 10), "body": nn.Linear(8, 4)})
three = nn.ModuleDict({"head": nn.Linear(4, 3), "body": nn.Linear(8, 4)})
body_before = three["body"].weight.clone()
try:
    three.load_state_dict(ten.state_dict(), strict=False)
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:mismatch]
else:
    raise AssertionError("another shape was accepted")

# --8<-- [start:overwritten]
print("body as it was:", torch.equal(three["body"].weight, body_before))
print("body loaded:   ", torch.equal(three["body"].weight, ten["body"].weight))
# --8<-- [end:overwritten]
assert not torch.equal(three["body"].weight, body_before)
assert torch.equal(three["body"].weight, ten["body"].weight)
# files from before torch 0.4 had no tensors without dimensions
scalar = nn.ParameterDict({"scale": torch.zeros(())})
scalar.load_state_dict({"scale": torch.ones(1)})
assert scalar["scale"] == 1
