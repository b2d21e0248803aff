"""parametrize: a weight computed anew from another at each reading."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:positive]
import torch
from torch import nn
from torch.nn.utils import parametrize


class Positive(nn.Module):
    def forward(self, original):
        return original.exp()

    def right_inverse(self, weight):  # what forward would make this weight of
        return weight.abs().log()


torch.manual_seed(0)
layer = nn.Linear(2, 2, bias=False)
parametrize.register_parametrization(layer, "weight", Positive())
print("all positive:", bool((layer.weight > 0).all()))
print("weight is a Parameter:", isinstance(layer.weight, nn.Parameter))
print("trained:", [name for name, _ in layer.named_parameters()])
# --8<-- [end:positive]
assert (layer.weight > 0).all() and not isinstance(layer.weight, nn.Parameter)

# --8<-- [start:assign]
layer.weight = torch.full((2, 2), 0.5)
print(layer.weight.tolist())
print(layer.parametrizations.weight.original.tolist())
# --8<-- [end:assign]
assert torch.allclose(layer.weight, torch.tensor(0.5))

# --8<-- [start:keys]
print(list(layer.state_dict()))
try:
    layer.load_state_dict(nn.Linear(2, 2, bias=False).state_dict())
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:keys]

loaded = nn.Linear(2, 2)
numbers = loaded.weight.detach().clone()
parametrize.register_parametrization(loaded, "weight", nn.Softplus())
assert loaded.parametrizations.weight.original.equal(numbers)
assert not loaded.weight.allclose(numbers)  # there is no right_inverse
free = layer.parametrizations.weight.original

# --8<-- [start:remove]
parametrize.remove_parametrizations(layer, "weight")
print(list(layer.state_dict()), layer.weight.tolist())
# --8<-- [end:remove]
assert list(layer.state_dict()) == ["weight"]
assert isinstance(layer.weight, nn.Parameter) and layer.weight is free
assert torch.allclose(layer.weight, torch.tensor(0.5))
