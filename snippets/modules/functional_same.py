"""One sigmoid and one ReLU, each under several names."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:same]
import torch
import torch.nn.functional as F
from torch import nn

x = torch.linspace(-3, 3, 7)
sigmoids = nn.Sigmoid()(x), torch.sigmoid(x), F.sigmoid(x), x.sigmoid()
relus = nn.ReLU()(x), torch.relu(x), F.relu(x), x.relu()
print("sigmoid:", all(torch.equal(y, sigmoids[0]) for y in sigmoids))
print("ReLU:   ", all(torch.equal(y, relus[0]) for y in relus))
# --8<-- [end:same]
assert all(torch.equal(y, sigmoids[0]) for y in sigmoids)
assert all(torch.equal(y, relus[0]) for y in relus)
assert sigmoids[0][3] == 0.5 and relus[0][0] == 0
