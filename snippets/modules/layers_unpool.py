"""return_indices says where each maximum was; unpooling puts it back there."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:unpool]
import torch
from torch import nn

x = torch.tensor([[[1.0, 5.0, 2.0, 3.0, 9.0]]])
largest, places = nn.MaxPool1d(2, return_indices=True)(x)
print(largest.tolist(), "at", places.tolist())
unpool = nn.MaxUnpool1d(2)
print(unpool(largest, places).tolist())
print(unpool(largest, places, output_size=x.shape).tolist())
# --8<-- [end:unpool]
assert places.tolist() == [[[1, 3]]]
restored = unpool(largest, places, output_size=x.shape)
assert restored.tolist() == [[[0, 5, 0, 3, 0]]]

# --8<-- [start:flat]
image = torch.arange(32.0).view(1, 2, 4, 4)
_, places = nn.MaxPool2d(2, return_indices=True)(image)
print(places.flatten(1).tolist())
# --8<-- [end:flat]
assert places[0, 0].equal(places[0, 1]) and places.max() == 15
