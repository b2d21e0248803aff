"""Load what fits of a checkpoint, and look at what was left out."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, classes):
        super().__init__()
        layers = nn.Linear(8, 16), nn.BatchNorm1d(16), nn.ReLU()
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(16, classes)

    def forward(self, x):
        return self.head(self.body(x))


teacher = Classifier(10)
state = teacher.state_dict()

# --8<-- [start:filter]
other = Classifier(3)
own = other.state_dict()
for name, value in list(state.items()):
    tensor = torch.is_tensor(value)  # an _extra_state need not be one
    if name not in own or (tensor and own[name].shape != value.shape):
        del state[name]
keys = other.load_state_dict(state, strict=False)
print("loaded:    ", len(state), "of", len(own))
print("missing:   ", keys.missing_keys)
print("unexpected:", keys.unexpected_keys)
assert keys.missing_keys == ["head.weight", "head.bias"]
assert not keys.unexpected_keys
# --8<-- [end:filter]
assert torch.equal(other.body[0].weight, teacher.body[0].weight)
