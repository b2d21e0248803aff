"""A file that holds a state_dict was taken for a model."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

trained = nn.Linear(2, 1)
torch.save(trained.state_dict(), "weights.pt")

model = torch.load("weights.pt")
try:
    model.eval()
except AttributeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a state_dict is a model now")

# --8<-- [start:raise-others]
torch.save({"model": trained.state_dict(), "epoch": 3}, "checkpoint.pt")
for use in (
    lambda: model(torch.ones(2)),
    lambda: torch.load("checkpoint.pt").to("cpu"),
):
    try:
        use()
    except (TypeError, AttributeError) as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-others]
    else:
        raise AssertionError("a dictionary is a model now")

# --8<-- [start:fix]
# the code decides what the model is, the file what it knows
model = nn.Linear(2, 1)
model.load_state_dict(torch.load("weights.pt"))
print(model.eval())
# --8<-- [end:fix]
assert torch.equal(model.weight, trained.weight)

# --8<-- [start:wrong]
# only for a file that you trust: it can run code
print(type(torch.load("weights.pt", weights_only=False)).__name__)
# --8<-- [end:wrong]
assert not isinstance(torch.load("weights.pt", weights_only=False), nn.Module)
