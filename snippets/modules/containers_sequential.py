"""Slices of a Sequential share their modules, and keep their names."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:slice]
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
cut = model[1:]  # its layers are called 1 and 2
cut.append(nn.Tanh())  # the length is 2, so this is another 2
assert len(cut) == 2 and isinstance(cut[1], nn.Tanh)

# --8<-- [start:delete]
before = list(model.state_dict())
del model[1]
print(*before)
print(*model.state_dict())
# --8<-- [end:delete]
assert list(model.state_dict())[2:] == ["1.weight", "1.bias"]

# --8<-- [start:named]
from collections import OrderedDict

layers = OrderedDict(body=nn.Linear(4, 8), act=nn.ReLU(), head=nn.Linear(8, 2))
named = nn.Sequential(layers)
print(*named.state_dict())
print("by name or by number:", named.head is named[2])
del named.act
print("del named.act:", *named.state_dict())
named = nn.Sequential(layers)
del named[1]
print("del named[1]: ", *named.state_dict())
# --8<-- [end:named]
named = nn.Sequential(layers)
assert named.head is named[2]
assert list(named[1:].named_children()) == list(layers.items())[1:]
named.pop(1)
assert list(dict(named.named_children())) == ["0", "1"]
