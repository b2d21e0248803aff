"""Where a NaN comes from: the data, a layer, or the way back."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
from copy import deepcopy

import torch
from torch import nn


def first_not_finite(model, x):
    """The input, or the first module whose output is NaN or infinite."""
    model = deepcopy(model)  # with BatchNorm, a call changes a model
    found = [] if x.isfinite().all() else ["the input"]
    names = {module: name for name, module in model.named_modules()}

    def look(module, args, out):
        if isinstance(out, torch.Tensor) and not out.isfinite().all():
            found.append(f"{names[module]} {type(module).__name__}")

    for module in names:
        module.register_forward_hook(look)
    with torch.no_grad():
        model(x)
    return found[0] if found else ""


# --8<-- [end:check]


# --8<-- [start:wrong-result]
class Log(nn.Module):
    def forward(self, x):
        return (x.relu() + self.floor).log()

    floor = 0.0


torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8), Log(), nn.Linear(8, 1))
x = torch.randn(16, 4)
print("loss", model(x).mean().item(), "- from", first_not_finite(model, x))
print("from", first_not_finite(model, torch.tensor([[0, torch.nan, 0, 0]])))
# --8<-- [end:wrong-result]
assert not model(x).mean().isfinite()
assert first_not_finite(model, x) == "1 Log"

# --8<-- [start:fix]
model[1].floor = 1e-6
print(f"loss {model(x).mean().item():.2f}", first_not_finite(model, x))
# --8<-- [end:fix]
assert model(x).mean().isfinite() and not first_not_finite(model, x)
