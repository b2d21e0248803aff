"""Tied weights: two keys, one storage; still tied, but not with assign."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(5, 3)
        self.head = nn.Linear(3, 5, bias=False)
        self.head.weight = self.embed.weight  # one Parameter, two names


model = Tied()
print("parameters:", len(list(model.parameters())))
print("keys:", *model.state_dict())
# --8<-- [end:model]
assert len(list(model.parameters())) == 1 and len(model.state_dict()) == 2

# --8<-- [start:file]
import zipfile

torch.save(model.state_dict(), "tied.pt")
with zipfile.ZipFile("tied.pt") as archive:
    tensors = [n for n in archive.namelist() if n.startswith("tied/data/")]
    print(tensors)
# --8<-- [end:file]
assert len(tensors) == 1

# --8<-- [start:load]
state = torch.load("tied.pt", weights_only=True)
copied, assigned = Tied(), Tied()
copied.load_state_dict(state)
assigned.load_state_dict(state, assign=True)
for name, loaded in {"copied": copied, "assigned": assigned}.items():
    one = loaded.head.weight is loaded.embed.weight
    count = len(list(loaded.parameters()))
    print(f"{name + ':':<10}one Parameter: {one}, parameters: {count}")
place = assigned.embed.weight.data_ptr()
one_memory = assigned.head.weight.data_ptr() == place
print("assigned: one memory:", one_memory)
# --8<-- [end:load]
assert one_memory and torch.equal(copied.embed.weight, model.embed.weight)
assert copied.head.weight is copied.embed.weight
assert assigned.head.weight is not assigned.embed.weight

# --8<-- [start:apart]
for name, loaded in {"copied": copied, "assigned": assigned}.items():
    loaded.double()  # or .to(...) another device
    with torch.no_grad():
        loaded.embed.weight.fill_(7)
    follows = loaded.head.weight.eq(7).all().item()
    print(f"{name + ':':<10}head follows embed: {follows}")
# --8<-- [end:apart]
assert copied.head.weight.eq(7).all() and not assigned.head.weight.eq(7).any()

# --8<-- [start:tie]
assigned = Tied()
assigned.load_state_dict(state, assign=True)
assigned.head.weight = assigned.embed.weight  # again, by hand
print("one Parameter:", assigned.head.weight is assigned.embed.weight)
# --8<-- [end:tie]
assert len(list(assigned.parameters())) == 1
assert torch.equal(assigned.head.weight, model.head.weight)
