"""deepcopy: what a copied module owns, shares, and cannot copy."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:copies]
import copy

import torch
from torch import nn

model = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(1, 2)).sum().backward()
deep, shallow = copy.deepcopy(model), copy.copy(model)
print("deepcopy: own weight", deep[0].weight is not model[0].weight)
print("copy:     own weight", shallow[0].weight is not model[0].weight)
print("deepcopy: gradient", deep[0].weight.grad)
held = optimizer.param_groups[0]["params"]
print("the optimizer holds the copy:", any(p is deep[0].weight for p in held))
# --8<-- [end:copies]
assert deep[0].weight is not model[0].weight
assert shallow[0].weight is model[0].weight
assert model[0].weight.grad is not None and deep[0].weight.grad is None
assert not any(p is deep[0].weight for p in held)

# --8<-- [start:many]
layer = nn.Linear(2, 2)
builds = {
    "[layer] * 3": nn.ModuleList([layer] * 3),
    "deepcopy(layer) for …": nn.ModuleList(
        copy.deepcopy(layer) for _ in range(3)
    ),
    "nn.Linear(2, 2) for …": nn.ModuleList(nn.Linear(2, 2) for _ in range(3)),
}
for how, stack in builds.items():
    count = len(list(stack.parameters()))
    alike = torch.equal(stack[0].weight, stack[2].weight)
    print(f"{how:<22} parameters: {count}, start alike: {alike}")
# --8<-- [end:many]
assert [len(list(s.parameters())) for s in builds.values()] == [2, 6, 6]
alike = [torch.equal(s[0].weight, s[2].weight) for s in builds.values()]
assert alike == [True, True, False]

# --8<-- [start:tied]
tied = nn.ModuleList([layer, layer])
both = copy.deepcopy(tied)
one, new = both[0] is both[1], both[0] is not layer
print("still one layer:", one, "another one:", new)
# --8<-- [end:tied]
assert both[0] is both[1] and both[0] is not layer
memory = torch.ones(2)  # two Parameters over it
views = nn.ParameterList([memory, memory])
assert views[0].data_ptr() == views[1].data_ptr()
apart = copy.deepcopy(views)
assert apart[0].data_ptr() != apart[1].data_ptr()

# --8<-- [start:hooks]
handle = layer.register_forward_hook(lambda module, args, output: output * 0)
twin = copy.deepcopy(layer)
handle.remove()
its_own, copied = len(layer._forward_hooks), len(twin._forward_hooks)
print("layer:", its_own, "hooks, its copy:", copied)
# --8<-- [end:hooks]
assert twin(torch.ones(2)).eq(0).all() and not layer(torch.ones(2)).eq(0).all()

# --8<-- [start:non-leaf]
layer.last_output = layer(torch.ones(2))  # kept for a look at it later
try:
    copy.deepcopy(layer)
except RuntimeError as error:
    message = str(error).partition("  ")[0]
    print(f"{type(error).__name__}:", message)
layer.last_output = layer(torch.ones(2)).detach()
print("detached:", type(copy.deepcopy(layer)).__name__)
# --8<-- [end:non-leaf]
assert "graph leaves" in message
