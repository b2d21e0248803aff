"""The state of one optimizer class, loaded into another."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

model = nn.Linear(2, 1)
model(torch.ones(2)).backward()
adam = torch.optim.Adam(model.parameters(), lr=0.001)
adam.step()

sgd = torch.optim.SGD(model.parameters(), lr=0.1)
sgd.load_state_dict(adam.state_dict())  # nothing is said here
try:
    sgd.step()
except KeyError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("SGD steps with the settings of Adam")

# --8<-- [start:raise-others]
sgd = torch.optim.SGD(model.parameters(), lr=0.1)
for other in (torch.optim.Adam, torch.optim.RMSprop):
    optimizer = other(model.parameters())
    optimizer.load_state_dict(sgd.state_dict())
    try:
        optimizer.step()
    except KeyError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-others]
    else:
        raise AssertionError(f"{other} steps with the settings of SGD")

# --8<-- [start:fix]
restored = torch.optim.Adam(model.parameters())  # the class that was saved
restored.load_state_dict(adam.state_dict())
restored.step()

# or another optimizer, from the beginning
sgd = torch.optim.SGD(model.parameters(), lr=0.1)
sgd.step()
print(restored.state[model.weight]["step"], sgd.param_groups[0]["lr"])
# --8<-- [end:fix]
assert restored.state[model.weight]["step"] == 2

# --8<-- [start:wrong]
sgd.load_state_dict(adam.state_dict())
for group in sgd.param_groups:
    for key, value in sgd.defaults.items():
        # add what is missing, until no error comes
        group.setdefault(key, value)
sgd.step()
print("asked for lr 0.1, steps with", sgd.param_groups[0]["lr"])
# --8<-- [end:wrong]
assert sgd.param_groups[0]["lr"] == 0.001
