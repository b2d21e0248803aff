"""The whole checkpoint was given where one part of it belongs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(2, 1)
checkpoint = {"model": model.state_dict(), "optimizer": {}, "epoch": 3}
torch.save(checkpoint, "checkpoint.pt")

restored = nn.Linear(2, 1)
try:
    restored.load_state_dict(torch.load("checkpoint.pt"))
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a whole checkpoint is accepted now")

# --8<-- [start:raise-names]
for name in ("state_dict", "model_state_dict"):
    try:
        restored.load_state_dict({name: model.state_dict()})
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-names]
    else:
        raise AssertionError("nested dictionaries are accepted now")

# --8<-- [start:fix]
checkpoint = torch.load("checkpoint.pt")
print(list(checkpoint))
print(restored.load_state_dict(checkpoint["model"]))
# --8<-- [end:fix]
assert torch.equal(restored.weight, model.weight)

# --8<-- [start:wrong]
restored = nn.Linear(2, 1)
restored.load_state_dict(torch.load("checkpoint.pt"), strict=False)  # no error
print("loaded:", torch.equal(restored.weight, model.weight))
# --8<-- [end:wrong]
assert not torch.equal(restored.weight, model.weight)
