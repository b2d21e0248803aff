"""key_padding_mask: the padding is not looked at, but looks at everybody."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = [
#     "Support for mismatched key_padding_mask and attn_mask is deprecated",
# ]
# ///

# --8<-- [start:padding]
import torch
from torch import nn

torch.manual_seed(0)
mha = nn.MultiheadAttention(8, 2, batch_first=True)
x = torch.randn(2, 4, 8)
lengths = torch.tensor([4, 2])
padding = torch.arange(4) >= lengths[:, None]  # (batch, steps), True = ignore
print(padding.tolist())
out, weights = mha(x, x, x, key_padding_mask=padding)
other = x.masked_fill(padding[..., None], 100.0)
out_other, _ = mha(other, other, other, key_padding_mask=padding)
unseen = torch.allclose(out[~padding], out_other[~padding])
print("real steps do not see it:", unseen)
print("its own outputs are zero:", not out[padding].any())
# --8<-- [end:padding]
assert torch.allclose(out[~padding], out_other[~padding])
assert out[padding].any()
spoilt = x.masked_fill(padding[..., None], torch.nan)
spoilt, _ = mha(spoilt, spoilt, spoilt, key_padding_mask=padding)
assert spoilt[1].isnan().all() and not spoilt[0].isnan().any()
assert not torch.allclose(out[~padding], mha(other, other, other)[0][~padding])

# --8<-- [start:mean]
real = (~padding)[..., None]
mean = (out * real).sum(1) / real.sum(1)
print("the short one alone:", torch.allclose(mean[1], out[1, :2].mean(0)))
print("out.mean(1):        ", torch.allclose(mean[1], out.mean(1)[1]))
# --8<-- [end:mean]
assert torch.allclose(mean[1], out[1, :2].mean(0))
assert not torch.allclose(mean, out.mean(1))

# --8<-- [start:mixed]
import warnings

triangle = nn.Transformer.generate_square_subsequent_mask(4)  # float
with warnings.catch_warnings(record=True) as caught:
    a, _ = mha(x, x, x, attn_mask=triangle, key_padding_mask=padding)
print(f"{caught[0].category.__name__}: {caught[0].message}")
b, _ = mha(x, x, x, attn_mask=triangle.isinf(), key_padding_mask=padding)
print("both boolean, the same:", torch.allclose(a, b))
# --8<-- [end:mixed]
assert torch.allclose(a, b)
