"""An optimizer whose state goes to other parameters of the same shape."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, names):
        super().__init__()
        for name in names:
            setattr(self, name, nn.Linear(2, 2, bias=False))


old = Net(["first", "second"])
optimizer = torch.optim.Adam(old.parameters())
old.first(torch.ones(2)).sum().backward()  # only this one has learned
optimizer.step()
saved = optimizer.state_dict()

new = Net(["second", "first"])  # the lines in __init__ changed places
new.load_state_dict(old.state_dict())  # by name: right
optimizer = torch.optim.Adam(new.parameters())
optimizer.load_state_dict(saved)  # by place: swapped
print("state for first: ", new.first.weight in optimizer.state)
print("state for second:", new.second.weight in optimizer.state)
# --8<-- [end:wrong-result]
assert list(optimizer.state) == [new.second.weight]

# --8<-- [start:fix]
in_the_old_order = [
    new.get_parameter(name) for name, _ in old.named_parameters()
]
optimizer = torch.optim.Adam(in_the_old_order)
optimizer.load_state_dict(saved)
print("state for first: ", new.first.weight in optimizer.state)
# --8<-- [end:fix]
assert list(optimizer.state) == [new.first.weight]
