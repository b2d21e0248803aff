"""Attention by hand: softmax(Q Kᵀ / √d) V; with heads, as in torch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:formula]
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
q, k, v = torch.randn(3, 2, 4, 8)  # each (batch, steps, features)
# (batch, steps, steps): how much each step likes each other
scores = q @ k.mT / 8**0.5
weights = scores.softmax(dim=-1)
by_hand = weights @ v
print("weights", tuple(weights.shape))
print("each row sums to 1:", torch.allclose(weights.sum(-1), torch.ones(2, 4)))
fused = F.scaled_dot_product_attention(q, k, v)
same = torch.allclose(by_hand, fused, atol=1e-6)
print("scaled_dot_product_attention:", same)
# --8<-- [end:formula]
assert same and torch.allclose(weights.sum(-1), torch.ones(2, 4))

# --8<-- [start:heads]
mha = nn.MultiheadAttention(embed_dim=8, num_heads=2, batch_first=True)
x = torch.randn(3, 5, 8)  # (batch, steps, features)
rows = x @ mha.in_proj_weight.T + mha.in_proj_bias  # Q, K and V in one product
parts = rows.chunk(3, dim=-1)
heads = [p.unflatten(-1, (2, 4)).transpose(1, 2) for p in parts]
print("each of Q, K, V:", tuple(heads[0].shape))
mixed = F.scaled_dot_product_attention(*heads)  # (batch, heads, steps, 4)
by_hand = mha.out_proj(mixed.transpose(1, 2).flatten(2))
output, _ = mha(x, x, x)
print("MultiheadAttention:", torch.allclose(by_hand, output, atol=1e-6))
# --8<-- [end:heads]
assert torch.allclose(by_hand, output, atol=1e-6)

# --8<-- [start:heads-free]
for num_heads in (1, 2, 4):
    layer = nn.MultiheadAttention(8, num_heads)
    count = sum(p.numel() for p in layer.parameters())
    print(num_heads, "heads:", count, "parameters")
# --8<-- [end:heads-free]

# --8<-- [start:weights]
output, weights = mha(x, x, x)
print("averaged over the heads:", tuple(weights.shape))
_, each = mha(x, x, x, average_attn_weights=False)
print("of each head:           ", tuple(each.shape))
_, none = mha(x, x, x, need_weights=False)
print("need_weights=False:     ", none)
# --8<-- [end:weights]
assert torch.allclose(each.mean(1), weights) and none is None
