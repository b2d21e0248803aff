"""A key that the checkpoint does not have: another one was saved, or none."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(2, 1)
torch.save({"model": model.state_dict(), "epoch": 3}, "checkpoint.pt")
torch.save(model.state_dict(), "weights.pt")  # in no other dictionary

for file, key in [
    ("checkpoint.pt", "state_dict"),
    ("checkpoint.pt", "model_state_dict"),
    ("weights.pt", "model"),
]:
    try:
        torch.load(file)[key]
    except KeyError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError(f"{file} has {key} now")

# --8<-- [start:fix]
checkpoint = torch.load("checkpoint.pt")
weights = torch.load("weights.pt")
for file in (checkpoint, weights):
    print({key: type(value).__name__ for key, value in file.items()})

restored = nn.Linear(2, 1)
print(restored.load_state_dict(checkpoint["model"]))
print(restored.load_state_dict(weights))
# --8<-- [end:fix]
assert torch.equal(restored.weight, model.weight)

# --8<-- [start:wrong]
restored = nn.Linear(2, 1)
# this raises no error
restored.load_state_dict(checkpoint.get("state_dict", {}), strict=False)
print("loaded:", torch.equal(restored.weight, model.weight))
# --8<-- [end:wrong]
assert not torch.equal(restored.weight, model.weight)
