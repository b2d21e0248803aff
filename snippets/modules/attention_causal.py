"""is_causal: what it masks with more keys, and why MHA calls it a hint."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:square]
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
q, k, v = torch.randn(3, 1, 4, 8)
past = torch.ones(4, 4, dtype=torch.bool).tril()
causal = F.scaled_dot_product_attention(q, k, v, is_causal=True)
masked = F.scaled_dot_product_attention(q, k, v, attn_mask=past)
same = torch.allclose(causal, masked, atol=1e-6)
print("is_causal is the triangle:", same)
# --8<-- [end:square]
assert same
assert not torch.allclose(causal, F.scaled_dot_product_attention(q, k, v))

# --8<-- [start:cache]
newest = q[:, -1:]  # generating text: one new query, all four keys
right = F.scaled_dot_product_attention(newest, k, v)
wrong = F.scaled_dot_product_attention(newest, k, v, is_causal=True)
as_above = torch.allclose(right, causal[:, -1:], atol=1e-6)
print("without is_causal, as above:", as_above)
print("with it, the first value:   ", torch.allclose(wrong, v[:, :1]))
# --8<-- [end:cache]
assert torch.allclose(right, causal[:, -1:], atol=1e-6)
assert torch.allclose(wrong, v[:, :1])

# --8<-- [start:hint]
mha = nn.MultiheadAttention(8, 2, batch_first=True)
x = torch.randn(1, 4, 8)
try:
    mha(x, x, x, is_causal=True)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(". ")[0])
triangle = nn.Transformer.generate_square_subsequent_mask(4)
# a mask that forbids nothing, but the hint says "causal"
nothing = torch.zeros(4, 4)
how = {"is_causal": True, "need_weights": False}
a, _ = mha(x, x, x, attn_mask=triangle, **how)
b, _ = mha(x, x, x, attn_mask=nothing, **how)
print("the hint wins over the mask:", torch.allclose(a, b))
c, _ = mha(x, x, x, attn_mask=nothing, is_causal=True)
print("with need_weights the mask wins:", not torch.allclose(a, c))
mha.eval()
with torch.inference_mode():
    alone, _ = mha(x, x, x, is_causal=True)
    free, _ = mha(x, x, x)
print("eval: the hint alone masks nothing:", torch.allclose(alone, free))
# --8<-- [end:hint]
assert torch.allclose(a, b) and not torch.allclose(a, c)
assert torch.allclose(alone, free)
