"""After loading, an optimizer's state is the dictionary's own tensors."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:resume]
import copy

import torch
from torch import nn


def resume(parts, dtype=torch.float32):
    model = nn.Linear(3, 2, dtype=dtype)
    optimizer = torch.optim.Adam(model.parameters())
    model.load_state_dict(parts["model"])
    optimizer.load_state_dict(parts["optimizer"])
    return model, optimizer


def train(model, optimizer):
    inputs = torch.ones(4, 3, dtype=model.weight.dtype)
    optimizer.zero_grad()
    model(inputs).square().mean().backward()
    optimizer.step()


model = nn.Linear(3, 2)
optimizer = torch.optim.Adam(model.parameters())
train(model, optimizer)
parts = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
torch.save(parts, "best_of_both.pt")
best = torch.load("best_of_both.pt", weights_only=True)
# --8<-- [end:resume]

# --8<-- [start:shared]
of_the_file = best["optimizer"]["state"][0]
for dtype in (torch.float32, torch.float64):
    model, optimizer = resume(best, dtype)
    state = optimizer.state[model.weight]
    shared = [name for name in state if state[name] is of_the_file[name]]
    print(f"{dtype}: the dictionary's own tensors:", shared)
    # --8<-- [end:shared]
    assert model.weight.data_ptr() != best["model"]["weight"].data_ptr()
    assert shared[0] == "step" and (len(shared) == 3) == (
        dtype == torch.float32
    )

# --8<-- [start:changed]
before = of_the_file["exp_avg"].clone()
first, second = resume(best), resume(best)
train(*first)
train(*second)
print("two resumed alike:", torch.equal(first[0].weight, second[0].weight))
print("the dictionary stayed:", torch.equal(of_the_file["exp_avg"], before))
# --8<-- [end:changed]
assert not torch.equal(first[0].weight, second[0].weight)
assert not torch.equal(of_the_file["exp_avg"], before)

# --8<-- [start:copied]
best = torch.load("best_of_both.pt", weights_only=True)
first, second = resume(copy.deepcopy(best)), resume(copy.deepcopy(best))
train(*first)
train(*second)
print("two resumed alike:", torch.equal(first[0].weight, second[0].weight))
# --8<-- [end:copied]
assert torch.equal(first[0].weight, second[0].weight)
