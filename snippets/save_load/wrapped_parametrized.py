"""Save a layer with weight normalisation: in training, and plain."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:keys]
import torch
from torch import nn
from torch.nn.utils import parametrizations, parametrize

torch.manual_seed(0)
layer = parametrizations.weight_norm(nn.Linear(4, 2))
for name, tensor in layer.state_dict().items():
    print(f"{name:<35}{tuple(tensor.shape)}")
# --8<-- [end:keys]
assert "weight" not in layer.state_dict()

# --8<-- [start:resume]
torch.save(layer.state_dict(), "trained.pt")

resumed = parametrizations.weight_norm(nn.Linear(4, 2))
saved = torch.load("trained.pt", map_location="cpu", weights_only=True)
resumed.load_state_dict(saved)
print("same weight:", torch.equal(resumed.weight, layer.weight))
# --8<-- [end:resume]
assert torch.equal(resumed.weight, layer.weight)

# --8<-- [start:plain]
rows = torch.rand(3, 4)
output = layer(rows)
bare = parametrizations.weight_norm(nn.Linear(4, 2))  # built anew
bare.load_state_dict(layer.state_dict())
parametrize.remove_parametrizations(bare, "weight")
torch.save(bare.state_dict(), "plain.pt")

plain = nn.Linear(4, 2)  # nothing of weight_norm here
saved = torch.load("plain.pt", map_location="cpu", weights_only=True)
plain.load_state_dict(saved)
print(*saved)
print("same output:", torch.allclose(plain(rows), output))
# --8<-- [end:plain]
assert sorted(saved) == ["bias", "weight"]
assert torch.equal(layer(rows), output)  # the one in training is whole
assert torch.allclose(plain(rows), output)

# --8<-- [start:refused]
try:
    parametrizations.weight_norm(nn.Linear(4, 2)).load_state_dict(saved)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", error)

late = nn.Linear(4, 2)
late.load_state_dict(saved)
late = parametrizations.weight_norm(late)  # after loading
print("same output:", torch.allclose(late(rows), output))
# --8<-- [end:refused]
assert torch.allclose(late(rows), output)

# --8<-- [start:copy]
import copy

twin = copy.deepcopy(layer)
parametrize.remove_parametrizations(twin, "weight")
try:
    layer(rows)
    raise AssertionError("a copy is apart from its original now")
except AttributeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:copy]
