"""A TransformerEncoder does not know the order of steps: add positions."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:shuffled]
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.TransformerEncoderLayer(
    d_model=8, nhead=2, dim_feedforward=16, batch_first=True
)
encoder = nn.TransformerEncoder(layer, num_layers=2).eval()
x = torch.randn(1, 5, 8)  # (batch, steps, features)
order = torch.tensor([3, 0, 4, 1, 2])
same = torch.allclose(encoder(x[:, order]), encoder(x)[:, order], atol=1e-5)
print("shuffle first or last, the same:", same)
# --8<-- [end:shuffled]
assert same

# --8<-- [start:causal]
future = torch.ones(5, 5, dtype=torch.bool).triu(diagonal=1)
mixed, straight = encoder(x[:, order], future), encoder(x, future)
same = torch.allclose(mixed, straight[:, order], atol=1e-5)
print("with a causal mask:", same)
# --8<-- [end:causal]
assert not same

# --8<-- [start:positions]
positions = nn.Embedding(5, 8)  # learned; sines and cosines would do as well
place = positions(torch.arange(5))
mixed, straight = encoder(x[:, order] + place), encoder(x + place)
same = torch.allclose(mixed, straight[:, order], atol=1e-5)
print("with positions:", same)
# --8<-- [end:positions]
assert not same
