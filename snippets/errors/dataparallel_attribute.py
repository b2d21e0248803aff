"""An attribute of a model that DataParallel or DDP has wrapped."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.config = {"width": 2}
        self.head = nn.Linear(2, 1)

    def forward(self, features):
        return self.head(features)


net = Net()
model = nn.DataParallel(net)
try:
    print(model.config)
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(model.module.config)
torch.save(model.module.state_dict(), "net.pt")  # keys without module.
# --8<-- [end:fix]
assert model.module is net

# --8<-- [start:fix-both]
inner = getattr(model, "module", model)  # wrapped or not
print(inner is net, getattr(net, "module", net) is net)
# --8<-- [end:fix-both]
assert inner is net and getattr(net, "module", net) is net

# --8<-- [start:wrong]
calls = []
model.register_forward_hook(lambda *_: calls.append("the wrapper ran"))
model.module(torch.ones(1, 2))  # past the wrapper
print(calls)
# --8<-- [end:wrong]
model(torch.ones(1, 2))
assert calls == ["the wrapper ran"]
