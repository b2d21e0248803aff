"""A boolean mask means one thing to MHA, the opposite to attention itself."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:opposite]
import torch
import torch.nn.functional as F
from torch import nn


def show(title, weights):
    print(title)
    for row in weights.tolist():
        print("  ", "  ".join(f"{w:4.2f}" for w in row))


# each step: itself and the past
allowed = torch.ones(3, 3, dtype=torch.bool).tril()
# equal steps: equal weights, unless a mask says otherwise
same = torch.zeros(1, 3, 4)
values = torch.eye(3)[None]  # as values they make the output show the weights
sdpa = F.scaled_dot_product_attention(same, same, values, attn_mask=allowed)
show("SDPA, True = keep", sdpa[0])

mha = nn.MultiheadAttention(4, 1, batch_first=True)
_, opposite = mha(same, same, same, attn_mask=allowed)
show("MHA, the same mask: True = ignore", opposite[0])
_, right = mha(same, same, same, attn_mask=~allowed)
show("MHA, the mask inverted", right[0])
# --8<-- [end:opposite]
assert torch.allclose(sdpa[0], right[0])
assert not torch.allclose(sdpa[0], opposite[0])

# --8<-- [start:float]
added = torch.zeros(3, 3).masked_fill(~allowed, float("-inf"))
_, of_mha = mha(same, same, same, attn_mask=added)
of_sdpa = F.scaled_dot_product_attention(same, same, values, attn_mask=added)
print("a float mask means one thing:", torch.allclose(of_mha, of_sdpa))
# --8<-- [end:float]
assert torch.allclose(of_mha, of_sdpa) and torch.allclose(of_mha, right)
