"""The fast path of a TransformerEncoder: padded steps come out as zeros."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = [
#   "The PyTorch API of nested tensors is in prototype stage",
#   "enable_nested_tensor is True, but self.use_nested_tensor is False",
# ]
# ///

# --8<-- [start:zeros]
import warnings

import torch
from torch import nn

torch.manual_seed(0)
layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
encoder = nn.TransformerEncoder(layer, num_layers=2).eval()
x = torch.randn(2, 5, 8)
padding = torch.arange(5) >= torch.tensor([5, 3])[:, None]
slow = encoder(x, src_key_padding_mask=padding)
with torch.inference_mode(), warnings.catch_warnings(record=True) as caught:
    fast = encoder(x, src_key_padding_mask=padding)
kind, told = caught[0].category, str(caught[0].message)
print(f"{kind.__name__}:", told.partition(" and ")[0])
before, after = not slow[padding].any(), not fast[padding].any()
print("padded steps are zero:", before, "->", after)
agree = torch.allclose(slow[~padding], fast[~padding], atol=1e-5)
print("real steps agree:", agree)
# --8<-- [end:zeros]
assert slow[padding].any() and not fast[padding].any()
assert torch.allclose(slow[~padding], fast[~padding], atol=1e-5)

# --8<-- [start:off]
plain = nn.TransformerEncoder(
    layer, num_layers=2, enable_nested_tensor=False
).eval()
plain.load_state_dict(encoder.state_dict())
with torch.inference_mode():
    out = plain(x, src_key_padding_mask=padding)
print("padded steps are zero:", not out[padding].any())
# --8<-- [end:off]
assert out[padding].any()
assert torch.allclose(out[~padding], fast[~padding], atol=1e-5)

# --8<-- [start:left]
with torch.inference_mode():
    left = encoder(x.flip(1), src_key_padding_mask=padding.flip(1))
print("filled up on the left, zero:", not left[padding.flip(1)].any())
# --8<-- [end:left]
assert left[padding.flip(1)].any()
all_short = padding | (torch.arange(5) == 4)
with torch.inference_mode():
    kept = encoder(x, src_key_padding_mask=all_short)
assert kept.shape == x.shape and not kept[:, 4].any()
# each of these is enough for the ordinary way
with torch.inference_mode():
    free = torch.zeros(5, 5, dtype=torch.bool)
    assert encoder(x, mask=free, src_key_padding_mask=padding)[padding].any()
    for other in (
        {"batch_first": False},
        {"norm_first": True},
        {"nhead": 1},
        {"bias": False},
        {"activation": nn.functional.silu},
    ):
        options = {"nhead": 2, "batch_first": True} | other
        one = nn.TransformerEncoderLayer(8, dim_feedforward=16, **options)
        stack = nn.TransformerEncoder(one, num_layers=2).eval()
        first = options["batch_first"]
        out = stack(
            x if first else x.transpose(0, 1), src_key_padding_mask=padding
        )
        assert (out if first else out.transpose(0, 1))[padding].any(), other
