"""Loading a path, keeping what load_state_dict returns, and the mode."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1)


restored, state = Net(), Net().state_dict()

# --8<-- [start:path]
try:
    restored.load_state_dict("classifier.pt")
except TypeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:path]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:returned]
try:
    broken = Net().load_state_dict(state)
    broken.eval()
except AttributeError as error:
    print(f"{type(error).__name__}:", error)
# --8<-- [end:returned]
else:
    raise AssertionError("should have been refused")

# --8<-- [start:mode]
layer = nn.Sequential(nn.Dropout(0.5))
copy = nn.Sequential(nn.Dropout(0.5))
copy.load_state_dict(layer.eval().state_dict())
print("saved, training:", layer.training)
print("loaded, training:", copy.training)
# --8<-- [end:mode]
assert copy.training and not layer.training
