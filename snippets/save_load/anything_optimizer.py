"""An optimizer alone, and several in one file: the next step is the same."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:one]
import copy

import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()


def build(model):
    return torch.optim.AdamW(model.parameters(), lr=0.1)


def step(model, optimizer, numbers):
    optimizer.zero_grad()
    model(torch.tensor([numbers], device=device)).sum().backward()
    optimizer.step()


model = nn.Linear(2, 1).to(device)
optimizer = build(model)
step(model, optimizer, [1.0, 2.0])
torch.save(optimizer.state_dict(), "optimizer.pt")

twin = copy.deepcopy(model)  # the same weights, wherever you have them from
resumed = build(twin)
saved = torch.load("optimizer.pt", map_location="cpu", weights_only=True)
resumed.load_state_dict(saved)
# --8<-- [end:one]

# --8<-- [start:same-step]
stranger = copy.deepcopy(model)
pairs = ((model, optimizer), (twin, resumed), (stranger, build(stranger)))
for network, its_optimizer in pairs:
    step(network, its_optimizer, [3.0, -4.0])
print("loaded, same step:", torch.equal(twin.weight, model.weight))
print("new, same step:   ", torch.equal(stranger.weight, model.weight))
# --8<-- [end:same-step]
assert torch.equal(twin.weight, model.weight)
assert not torch.equal(stranger.weight, model.weight)

# --8<-- [start:several]
encoder, decoder = nn.Linear(2, 2).to(device), nn.Linear(2, 1).to(device)
both = nn.Sequential(encoder, decoder)
optimizers = {"encoder": build(encoder), "decoder": build(decoder)}
step(both, optimizers["encoder"], [1.0, 2.0])
optimizers["decoder"].step()

states = {name: o.state_dict() for name, o in optimizers.items()}
torch.save(states, "optimizers.pt")

fresh = {"encoder": build(encoder), "decoder": build(decoder)}
saved = torch.load("optimizers.pt", map_location="cpu", weights_only=True)
for name, one in fresh.items():
    one.load_state_dict(saved[name])
# --8<-- [end:several]
for name, part in (("encoder", encoder), ("decoder", decoder)):
    weight = part.weight
    kept, was = (o[name].state[weight]["exp_avg"] for o in (fresh, optimizers))
    assert torch.equal(kept, was) and kept.any()

# --8<-- [start:swapped]
mixed = build(encoder)
print("load_state_dict returns", mixed.load_state_dict(saved["decoder"]))
try:
    step(both, mixed, [1.0, 2.0])
except RuntimeError as error:
    print(type(error).__name__, "in step()")
# --8<-- [end:swapped]
else:
    raise AssertionError("the wrong state took a step")
