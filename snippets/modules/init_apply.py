"""Initialise a model by apply(), and again; and the errors on the way."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:apply]
import torch
from torch import nn


def initialise(module):
    if isinstance(module, nn.Linear):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        nn.init.zeros_(module.bias)


model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
model.apply(initialise)
print("biases:", model[0].bias.sum().item(), model[2].bias.sum().item())
weight = model[0].weight
print("weights still require grad:", weight.requires_grad, weight.is_leaf)
# --8<-- [end:apply]
assert model[0].bias.count_nonzero() == 0 and model[0].weight.requires_grad

# --8<-- [start:errors]
try:
    nn.init.xavier_uniform_(model[0].bias)
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
try:
    model[0].weight.normal_()
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
with torch.no_grad():
    model[0].weight.normal_()
# --8<-- [end:errors]
assert model[0].weight.requires_grad


# --8<-- [start:reset]
def reset(module):
    if hasattr(module, "reset_parameters"):
        module.reset_parameters()


torch.manual_seed(0)
fresh = nn.Linear(4, 8)
torch.manual_seed(0)
model.apply(reset)
print("reset is as new:", model[0].weight.equal(fresh.weight))
for kind in (nn.Sequential, nn.MultiheadAttention):
    print(f"{kind.__name__} has it:", hasattr(kind, "reset_parameters"))
attention = nn.MultiheadAttention(4, 1)
before = {name: t.clone() for name, t in attention.state_dict().items()}
attention.apply(reset)
for name, tensor in attention.state_dict().items():
    print(f"{name:<17}drawn again: {not tensor.equal(before[name])}")
# --8<-- [end:reset]
assert model[0].weight.equal(fresh.weight)
assert not hasattr(model, "reset_parameters")
assert attention.in_proj_weight.equal(before["in_proj_weight"])
assert not attention.out_proj.weight.equal(before["out_proj.weight"])
assert before["out_proj.bias"].eq(0).all()
assert attention.out_proj.bias.ne(0).all()
model = nn.Transformer(8, 2, 1, 1, 64, batch_first=True)
before = model.decoder.layers[0].linear1.weight.std()
model.apply(reset)
assert model.decoder.layers[0].linear1.weight.std() > 1.1 * before
normed = nn.utils.parametrizations.weight_norm(nn.Linear(4, 8))
weight = normed.weight.clone()
normed.apply(reset)
nn.init.zeros_(normed.weight)
assert normed.weight.equal(weight)
