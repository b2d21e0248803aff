"""torch.compile does not see a hook that comes after it has compiled."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:late]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(3, 5), nn.ReLU())
compiled = torch.compile(model, backend="eager")
x, called = torch.ones(1, 3), []
compiled(x)
model[0].register_forward_hook(lambda *_: called.append("hook"))
compiled(x)
print("registered after the first call:", called)
torch.compiler.reset()
compiled(x)
print("compiled again:                 ", called)
# --8<-- [end:late]
assert called == ["hook"]
model(x)
assert called == ["hook"] * 2
