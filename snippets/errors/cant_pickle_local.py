"""A lambda or a class from inside a function is part of what is saved."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn


def build():
    model = nn.Linear(2, 1)
    model.activation = lambda x: x.relu()
    return model


model = build()
try:
    torch.save(model, "model.pt")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("a lambda can be pickled now")


# --8<-- [start:raise-class]
def build_net():
    class Net(nn.Linear):
        pass

    return Net(2, 1)


try:
    torch.save(build_net(), "model.pt")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-class]
else:
    raise AssertionError("a local class can be pickled now")

# --8<-- [start:fix]
torch.save(model.state_dict(), "weights.pt")  # tensors only, no code
restored = build()
print(restored.load_state_dict(torch.load("weights.pt")))
# --8<-- [end:fix]
assert torch.equal(restored.weight, model.weight)


# --8<-- [start:wrong]
def build_named():
    def activation(x):
        return x.relu()

    model = nn.Linear(2, 1)
    model.activation = activation
    return model


try:
    torch.save(build_named(), "model.pt")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:wrong]
else:
    raise AssertionError("a local function can be pickled now")
