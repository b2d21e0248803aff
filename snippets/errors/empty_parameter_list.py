"""parameters() is a generator, and was used up before."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(2, 1)
parameters = model.parameters()
print(sum(p.numel() for p in parameters))  # walks to the end of it
try:
    torch.optim.SGD(parameters, lr=0.1)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a generator can be used twice")


# --8<-- [start:raise-list]
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 2), nn.Linear(2, 1)]


try:
    torch.optim.SGD(Net().parameters(), lr=0.1)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-list]
else:
    raise AssertionError("layers in a list are found now")

# --8<-- [start:fix]
parameters = list(model.parameters())
print(sum(p.numel() for p in parameters))
optimizer = torch.optim.SGD(parameters, lr=0.1)
print(len(optimizer.param_groups[0]["params"]))
# --8<-- [end:fix]

# --8<-- [start:fix-list]
net = Net()
net.layers = nn.ModuleList(net.layers)
print(len(list(net.parameters())))
# --8<-- [end:fix-list]
assert len(list(net.parameters())) == 4
assert optimizer.param_groups[0]["params"][0] is model.weight

# --8<-- [start:wrong]
net = Net()
net.dummy = nn.Parameter(torch.zeros(1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
print([name for name, _ in net.named_parameters()])
# --8<-- [end:wrong]
handed_over = optimizer.param_groups[0]["params"]
assert len(handed_over) == 1 and handed_over[0] is net.dummy
