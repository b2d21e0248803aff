"""A parametrisation that is taken off in training stops the training."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:taken-off]
import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize

for taken_off in (False, True):
    trained = parametrizations.weight_norm(nn.Linear(4, 2))
    optimizer = torch.optim.SGD(trained.parameters(), lr=0.1)
    if taken_off:  # after the optimizer was built
        parametrize.remove_parametrizations(trained, "weight")
    before = trained.weight.detach().clone()
    trained(torch.ones(3, 4)).sum().backward()
    optimizer.step()
    changed = not torch.equal(trained.weight, before)
    print(
        f"taken off: {taken_off!s:<6} the step changed the weight: {changed}"
    )
    # --8<-- [end:taken-off]
    assert changed != taken_off

# --8<-- [start:older]
layer = parametrizations.weight_norm(nn.Linear(4, 2))
parts = layer.parametrizations.weight
older = {"weight_g": parts.original0, "weight_v": parts.original1}
resumed = parametrizations.weight_norm(nn.Linear(4, 2))
print(resumed.load_state_dict({"bias": layer.bias, **older}))
# --8<-- [end:older]
assert torch.equal(resumed.weight, layer.weight)
