"""Names: children, modules, state_dict keys; and a layer used twice."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 8), nn.ReLU())
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        return self.head(self.body(x))


net = Net()
# --8<-- [end:model]

# --8<-- [start:walk]
print("children:", *(name for name, _ in net.named_children()))
print("modules: ", *(name or "''" for name, _ in net.named_modules()))
print("keys:    ", *net.state_dict())
# --8<-- [end:walk]
assert len(list(net.children())) == 2 and len(list(net.modules())) == 5

# --8<-- [start:get]
print(net.get_submodule("body.0") is net.body[0])
print(net.get_parameter("body.0.weight") is net.body[0].weight)
# --8<-- [end:get]
assert net.get_submodule("body.0") is net.body[0]

# --8<-- [start:add]
by_hand = nn.Module()
for name in ("body", "head"):
    by_hand.add_module(name, getattr(net, name))
print("same keys:", by_hand.state_dict().keys() == net.state_dict().keys())
# --8<-- [end:add]
assert by_hand.state_dict().keys() == net.state_dict().keys()


# --8<-- [start:rename]
class Renamed(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 8), nn.ReLU())
        self.classifier = nn.Linear(8, 2)  # was: self.head


try:
    Renamed().load_state_dict(net.state_dict())
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:rename]

# --8<-- [start:twice]
shared = nn.Linear(4, 4)
twice = nn.Sequential(shared, nn.ReLU(), shared)
print("parameters:", len(list(twice.parameters())))
print("modules:", [name for name, _ in twice.named_modules()])
print("keys:", *twice.state_dict())
everywhere = twice.named_modules(remove_duplicate=False)
print("all places:", [name for name, _ in everywhere])
# --8<-- [end:twice]
assert len(list(twice.parameters())) == 2 and len(twice.state_dict()) == 4
state = twice.state_dict()
assert state["0.weight"].data_ptr() == state["2.weight"].data_ptr()
