"""One file is read as a whole; the same shapes hide a mix-up."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:everything]
import torch
from torch import nn


def count(states):
    return sum(tensor.numel() for state in states for tensor in state.values())


small, large = nn.Linear(10, 10), nn.Linear(500, 500)
states = {"small": small.state_dict(), "large": large.state_dict()}
torch.save(states, "both.tar")

both = torch.load("both.tar", weights_only=True)
needed, read = count([both["small"]]), count(both.values())
print("numbers needed:", needed, "- read:", read)
# --8<-- [end:everything]
assert count(both.values()) > 1000 * count([both["small"]])

# --8<-- [start:apart]
for name, model in {"small": small, "large": large}.items():
    torch.save(model.state_dict(), f"{name}.pt")

alone = torch.load("small.pt", weights_only=True)
print("numbers read:", count([alone]))
# --8<-- [end:apart]
assert torch.equal(alone["weight"], small.weight) and count([alone]) == 110

# --8<-- [start:twins]
there, back = nn.Linear(2, 2), nn.Linear(2, 2)
states = {"there": there.state_dict(), "back": back.state_dict()}
torch.save(states, "cycle.tar")
cycle = torch.load("cycle.tar", weights_only=True)

mistaken = nn.Linear(2, 2)
print(mistaken.load_state_dict(cycle["back"]))  # "there" was meant
print("it is the right model:", torch.equal(mistaken.weight, there.weight))
# --8<-- [end:twins]
assert torch.equal(mistaken.weight, back.weight)
assert not torch.equal(there.weight, back.weight)
