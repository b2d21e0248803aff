"""apply() and eval() reach every module of a tree."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from torch import nn

# --8<-- [start:mode]
seen = []
tree = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.Dropout(), nn.ReLU()))
tree.apply(lambda module: seen.append(type(module).__name__))
print(seen)
tree.eval()
training = [module.training for module in tree.modules()]
print("all in eval mode:", not any(training))
# --8<-- [end:mode]
assert seen[-1] == "Sequential"
assert not any(training)
