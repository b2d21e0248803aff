"""A row in which everything is masked: 0 or nan, depending on need_weights."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:row]
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
x = torch.randn(1, 3, 4)
keep = torch.ones(3, 3, dtype=torch.bool)
keep[1] = False  # the middle step may look at nothing
out = F.scaled_dot_product_attention(x, x, x, attn_mask=keep)
print("SDPA:", out[0, 1].tolist())
mha = nn.MultiheadAttention(4, 2, batch_first=True)
for need_weights in (True, False):
    out, _ = mha(x, x, x, attn_mask=~keep, need_weights=need_weights)
    print(f"MHA, need_weights={need_weights}:", out[0, 1].tolist())
# --8<-- [end:row]
assert not out[0, 1].any()
assert mha(x, x, x, attn_mask=~keep)[0][0, 1].isnan().all()

# --8<-- [start:left]
future = torch.ones(3, 3, dtype=torch.bool).triu(1)
padding = torch.tensor([[True, False, False]])  # filled up on the left
out, _ = mha(x, x, x, attn_mask=future, key_padding_mask=padding)
print("steps with nan:", out[0].isnan().any(1).tolist())
out[0, 1:].sum().backward()  # the loss does not even look at the first
print("gradient is nan:", bool(mha.in_proj_weight.grad.isnan().any()))
# --8<-- [end:left]
assert out[0].isnan().any(1).tolist() == [True, False, False]
assert mha.in_proj_weight.grad.isnan().any()

# --8<-- [start:cure]
mha.zero_grad()
out, _ = mha(
    x, x, x, attn_mask=future, key_padding_mask=padding, need_weights=False
)
out[0, 1:].sum().backward()
print("gradient is nan:", bool(mha.in_proj_weight.grad.isnan().any()))
# --8<-- [end:cure]
assert not mha.in_proj_weight.grad.isnan().any()
assert mha.in_proj_weight.grad.any()

# --8<-- [start:eval]
mha.eval()
how = {"attn_mask": future, "key_padding_mask": padding, "need_weights": False}
for fast in (True, False):
    torch.backends.mha.set_fastpath_enabled(fast)
    with torch.inference_mode():
        out, _ = mha(x, x, x, **how)
    steps = out[0].isnan().any(1).tolist()
    print(f"eval mode, fast path {fast}: steps with nan:", steps)
torch.backends.mha.set_fastpath_enabled(True)
# --8<-- [end:eval]
assert not out.isnan().any(), "without the fast path, no nan"
encoder = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True).eval()
masks = {"src_mask": future, "src_key_padding_mask": padding}
assert not encoder(x, **masks).isnan().any()
with torch.inference_mode():
    assert encoder(x, **masks).isnan().any()
    assert mha(x, x, x, **how)[0].isnan().any()
