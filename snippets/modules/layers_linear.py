"""nn.Linear is x Wᵀ + b along the last dimension, and W lies (out, in)."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:by-hand]
import torch
from torch import nn

layer = nn.Linear(in_features=4, out_features=3)
with torch.no_grad():  # whole numbers: no rounding blurs the comparison
    layer.weight.copy_(torch.randint(-9, 10, (3, 4)))
    layer.bias.copy_(torch.randint(-9, 10, (3,)))
x = torch.randint(-9, 10, (2, 4)).float()

by_hand = x @ layer.weight.T + layer.bias
print("weight:", tuple(layer.weight.shape), "bias:", tuple(layer.bias.shape))
print("equal:", torch.equal(layer(x), by_hand))
# --8<-- [end:by-hand]
assert torch.equal(layer(x), by_hand)
assert not torch.equal(layer(x), x @ layer.weight.T)

# --8<-- [start:strides]
w = layer.weight
print("W: ", tuple(w.shape), "strides", w.stride())
print("Wᵀ:", tuple(w.T.shape), "strides", w.T.stride())
print("one memory:", w.data_ptr() == w.T.data_ptr())
# --8<-- [end:strides]
assert w.T.data_ptr() == w.data_ptr() and w.T.stride() == (1, 4)

# --8<-- [start:last]
sequences = torch.randint(-9, 10, (2, 5, 4)).float()
print(tuple(layer(sequences).shape))
alone = layer(sequences[1, 3])
print("each step alone:", torch.equal(layer(sequences)[1, 3], alone))
try:
    layer(torch.rand(4, 2))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:last]
assert torch.equal(layer(sequences)[1, 3], layer(sequences[1, 3]))
