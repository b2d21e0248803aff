"""dropout= acts between layers only: with one layer it does nothing."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = ["dropout option adds dropout after all but last recurrent layer"]
# ///

# --8<-- [start:one]
import warnings

import torch
from torch import nn

with warnings.catch_warnings(record=True) as caught:
    one = nn.LSTM(4, 5, dropout=0.9)
print(f"{caught[0].category.__name__}: {caught[0].message}")
x = torch.randn(7, 3, 4)
print("drops nothing:", torch.equal(one(x)[0], one(x)[0]))
# --8<-- [end:one]
assert torch.equal(one(x)[0], one(x)[0])

# --8<-- [start:between]
torch.manual_seed(0)
# drops all that passes between the layers
two = nn.LSTM(4, 5, num_layers=2, dropout=1.0)
second = nn.LSTM(5, 5)
weights = {}
for name, w in two.state_dict().items():
    if name.endswith("l1"):
        weights[name.replace("l1", "l0")] = w
second.load_state_dict(weights)
nothing = torch.zeros(7, 3, 5)
print("layer 2 is fed zeros:", torch.allclose(two(x)[0], second(nothing)[0]))
print("and its output is not dropped:", bool(two(x)[0].all()))
# --8<-- [end:between]
assert torch.allclose(two(x)[0], second(nothing)[0]) and two(x)[0].all()
assert not torch.allclose(two.eval()(x)[0], second(nothing)[0])
