"""What layers put in a state_dict, and what not: stride, padding, p."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:keys]
import torch
from torch import nn

for layer in (
    nn.Linear(4, 3),
    nn.Conv2d(3, 6, 5, bias=False),
    nn.Embedding(5, 3),
    nn.MaxPool2d(2),
    nn.Dropout(),
):
    shapes = {key: tuple(t.shape) for key, t in layer.state_dict().items()}
    print(f"{type(layer).__name__:<10}{shapes}")
# --8<-- [end:keys]
assert nn.Conv2d(8, 6, 5, groups=2).weight.shape == (6, 8 // 2, 5, 5)
assert not nn.MaxPool2d(2).state_dict() and not nn.Dropout().state_dict()

# --8<-- [start:settings]
trained = nn.Conv2d(3, 6, 3, padding=2, dilation=2)
other = nn.Conv2d(3, 6, 3, padding=1, padding_mode="circular")
print(other.load_state_dict(trained.state_dict()))
x = torch.rand(1, 3, 8, 8)
print("shapes:", tuple(trained(x).shape), tuple(other(x).shape))
print("same result:", torch.equal(trained(x), other(x)))
# --8<-- [end:settings]
assert torch.equal(trained.weight, other.weight)
assert trained(x).shape == other(x).shape
assert not torch.equal(trained(x), other(x))
