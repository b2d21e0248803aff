"""apply() calls a function on every module, children first; nothing else."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:order]
from torch import nn

inner = nn.Sequential(nn.ReLU(), nn.Linear(2, 1))
model = nn.Sequential(nn.Linear(2, 2), inner)
names = {module: name for name, module in model.named_modules()}
order = []
model.apply(lambda module: order.append(names[module] or "the model"))
print("apply:  ", *order)
print("modules:", *(name or "the model" for name in names.values()))
# --8<-- [end:order]
assert order == ["0", "1.0", "1.1", "1", "the model"]

# --8<-- [start:twice]
layer = nn.Linear(2, 2)
order.clear()
nn.Sequential(layer, nn.Sequential(layer)).apply(order.append)
print("visits:", order.count(layer))
# --8<-- [end:twice]
assert order.count(layer) == 2


# --8<-- [start:init]
def start(module):
    if isinstance(module, nn.Linear):
        nn.init.ones_(module.weight)
        nn.init.zeros_(module.bias)


model.apply(start)
print(model[1][1].weight.tolist(), model[1][1].bias.tolist())
# --8<-- [end:init]
assert model[0].weight.eq(1).all() and model[1][1].weight.eq(1).all()
