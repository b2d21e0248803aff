"""Slices of a Sequential share their modules, and keep their names."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:slice]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
front, head = model[:2], model[2:]
print("same layer:", head[0] is model[2])
nn.init.zeros_(head[0].weight)
print("the model's weight too:", model[2].weight.abs().sum().item())
# --8<-- [end:slice]
assert head[0] is model[2] and model[2].weight.eq(0).all()

# --8<-- [start:names]
as_list = nn.ModuleList(model)
print("Sequential[2:]:", *head.state_dict())
print("ModuleList[2:]:", *as_list[2:].state_dict())
print("new Sequential:", *nn.Sequential(*head).state_dict())
# --8<-- [end:names]
assert list(head.state_dict()) == ["2.weight", "2.bias"]
assert list(as_list[2:].state_dict()) == ["0.weight", "0.bias"]

# --8<-- [start:delete]
before = list(model.state_dict())
del model[1]
print(*before)
print(*model.state_dict())
# --8<-- [end:delete]
assert list(model.state_dict())[2:] == ["1.weight", "1.bias"]

# --8<-- [start:named]
from collections import OrderedDict

named = nn.Sequential(OrderedDict(body=nn.Linear(4, 8), head=nn.Linear(8, 2)))
print(*named.state_dict())
print("by name or by number:", named.head is named[1])
# --8<-- [end:named]
assert named.head is named[1]
assert torch.equal(named(torch.ones(4)), named.head(named.body(torch.ones(4))))
