"""A causal mask the wrong way round: a loss below what can be known."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:future]
import math

import torch
import torch.nn.functional as F
from torch import nn

past = torch.ones(6, 6, dtype=torch.bool).tril()  # itself and the past


def train(mask, steps=80):
    """Predict the next of random tokens, which nobody can."""
    torch.manual_seed(0)
    embed, head = nn.Embedding(6, 16), nn.Linear(16, 6)
    place = nn.Parameter(torch.randn(6, 16) / 4)
    layer = nn.TransformerEncoderLayer(16, 1, 32, 0.0, batch_first=True)
    parts = nn.ModuleList([embed, head, layer])
    optimizer = torch.optim.Adam([place, *parts.parameters()], lr=0.02)
    for _ in range(steps):
        tokens = torch.randint(6, (16, 7))
        scores = head(layer(embed(tokens[:, :-1]) + place, src_mask=mask))
        loss = F.cross_entropy(scores.transpose(1, 2), tokens[:, 1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


losses = {
    "a guess": math.log(6),
    "the mask": train(~past),
    "the wrong way round": train(past),
}
for name, loss in losses.items():
    print(f"{name:<20} {loss:.1f}")
# --8<-- [end:future]
assert losses["the wrong way round"] < 1 < 1.5 < losses["the mask"]

# With its defaults, MultiheadAttention shows the mistake: the last row is nan.
x, attention = torch.randn(2, 6, 8), nn.MultiheadAttention(8, 1)
for need_weights in (True, False):
    found, _ = attention(
        *[x.transpose(0, 1)] * 3, attn_mask=past, need_weights=need_weights
    )
    assert found.isnan().any() == need_weights
