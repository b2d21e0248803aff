"""inplace=True writes over its input: when autograd objects, and when not."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:same]
import torch
import torch.nn.functional as F
from torch import nn

x = torch.tensor([-1.0, 2.0])
y = F.relu(x, inplace=True)
print(x.tolist(), "one tensor:", y is x)
# --8<-- [end:same]
assert y is x and x.tolist() == [0, 2]

# --8<-- [start:leaf]
weight = torch.tensor([-1.0, 2.0], requires_grad=True)
try:
    F.relu(weight, inplace=True)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:leaf]
assert weight[0] == -1

# --8<-- [start:saved]
squashed = torch.sigmoid(weight)  # its backward needs its own output
try:
    F.relu(squashed, inplace=True).sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(" Hint")[0])
# --8<-- [end:saved]
assert weight.grad is None

# --8<-- [start:allowed]
for inplace in (False, True):
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(inplace=inplace))
    nn.init.eye_(net[0].weight)
    nn.init.constant_(net[0].bias, -1.5)
    net(torch.tensor([[1.0, 2.0]])).sum().backward()
    print(f"inplace={inplace}: gradient {net[0].weight.grad.tolist()}")
# --8<-- [end:allowed]
assert net[0].weight.grad.tolist() == [[0, 0], [1, 2]]

# --8<-- [start:residual]
x = torch.tensor([-1.0, 2.0])
print("right:", (x + F.relu(x)).tolist())
print("wrong:", (x + F.relu(x, inplace=True)).tolist())
# --8<-- [end:residual]
x = torch.tensor([-1.0, 2.0])
assert (x + F.relu(x)).tolist() == [-1, 4]
assert (x + F.relu(x, inplace=True)).tolist() == [0, 4]
