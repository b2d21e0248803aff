"""An optimizer can have names, but its state is loaded by position."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:names]
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
optimizer = torch.optim.SGD(model.named_parameters(), lr=0.1, momentum=0.9)
model(torch.ones(1, 2)).sum().backward()
optimizer.step()
torch.save(optimizer.state_dict(), "named.pt")

saved = torch.load("named.pt", weights_only=True)
print(saved["param_groups"][0]["param_names"])
# --8<-- [end:names]

# --8<-- [start:position]
w0, b0, w1, b1 = model.named_parameters()
turned = [w1, b1, w0, b0]  # the second layer first
other = torch.optim.SGD(turned, lr=0.1, momentum=0.9)
print("before:", other.param_groups[0]["param_names"])
other.load_state_dict(saved)
print("after: ", other.param_groups[0]["param_names"])


def right(candidate):
    weight, both = model[1].weight, (candidate, optimizer)
    states = [o.state[weight]["momentum_buffer"] for o in both]
    return torch.equal(*states)


print("momentum of 1.weight is right:", right(other))
# --8<-- [end:position]
assert not right(other)


# --8<-- [start:by-name]
def by_name(optimizer, saved):
    (group,) = saved["param_groups"]  # one group, to keep it short
    position = dict(zip(group["param_names"], group["params"], strict=True))
    names = optimizer.param_groups[0]["param_names"]
    state = {i: saved["state"][position[name]] for i, name in enumerate(names)}
    return {"state": state, "param_groups": [{**group, "param_names": names}]}


other = torch.optim.SGD(turned, lr=0.1, momentum=0.9)
other.register_load_state_dict_pre_hook(by_name)  # runs before each load
other.load_state_dict(saved)
print("momentum of 1.weight is right:", right(other))
# --8<-- [end:by-name]
assert right(other) and other.param_groups[0]["param_names"][0] == "1.weight"
