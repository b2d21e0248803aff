"""Parameters whose gradient is None, or nothing but zeros."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///


# --8<-- [start:check]
def without_gradient(model):
    """To be called between backward() and step()."""
    found = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad and weight.grad is None:
            found[name] = "None"
        elif weight.requires_grad and not weight.grad.any():
            found[name] = "zeros"
    return found


# --8<-- [end:check]


# --8<-- [start:wrong-result]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
x, y = torch.randn(64, 8), torch.randint(0, 3, (64,))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.head = nn.Linear(8, 16), nn.Linear(16, 3)

    def features(self, x):
        return self.body(x).relu().detach()  # cuts the graph

    def forward(self, x):
        return self.head(self.features(x))


net = Net()
cross_entropy(net(x), y).backward()
print(without_gradient(net))
# --8<-- [end:wrong-result]
assert without_gradient(net) == {"body.weight": "None", "body.bias": "None"}


# --8<-- [start:wrong-result-zeros]
class Attached(Net):
    def features(self, x):
        return self.body(x).relu()


net = Attached()
nn.init.constant_(net.body.bias, -100)  # no ReLU lets anything through
cross_entropy(net(x), y).backward()
print(without_gradient(net))
# --8<-- [end:wrong-result-zeros]
zeros = ["body.weight", "body.bias", "head.weight"]
assert without_gradient(net) == dict.fromkeys(zeros, "zeros")

# --8<-- [start:fix]
net = Attached()
cross_entropy(net(x), y).backward()
print(without_gradient(net) or "each parameter has a gradient")
# --8<-- [end:fix]
assert not without_gradient(net)
