"""TransformerEncoder copies one layer: equal at the start, then apart."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = ["enable_nested_tensor is True, but self.use_nested_tensor is False"]
# ///

# --8<-- [start:copies]
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
encoder = nn.TransformerEncoder(layer, num_layers=2)
first, second = encoder.layers


def equal(a, b):
    pairs = zip(a.parameters(), b.parameters(), strict=True)
    return all(torch.equal(p, q) for p, q in pairs)


shared = first.linear1.weight is second.linear1.weight
print("equal:", equal(first, second), " shared:", shared)
print("your layer is in it:", any(m is layer for m in encoder.modules()))
# --8<-- [end:copies]
assert equal(first, second) and first is not second and first is not layer

# --8<-- [start:init]
for parameter in encoder.parameters():
    if parameter.dim() > 1:
        nn.init.xavier_uniform_(parameter)
print("after init, equal:", equal(first, second))
whole = nn.Transformer(8, 2, 2, 2, 16, batch_first=True)
print("in nn.Transformer, equal:", equal(*whole.encoder.layers))
# --8<-- [end:init]
assert not equal(first, second) and not equal(*whole.encoder.layers)

# --8<-- [start:batch]
import warnings

plain = nn.TransformerEncoderLayer(8, 2, 16)
batch, norm = plain.self_attn.batch_first, plain.norm_first
print("defaults: batch_first", batch, "norm_first", norm)
with warnings.catch_warnings(record=True) as caught:
    nn.TransformerEncoder(plain, num_layers=2)
kind, told = caught[0].category, str(caught[0].message)
print(f"{kind.__name__}:", told.partition("(")[0])
x = torch.randn(2, 5, 8)  # meant as 2 sentences of 5 steps
changed = torch.stack([x[0], torch.randn(5, 8)])  # another second sentence
fixed = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
fixed.load_state_dict(plain.state_dict())
for block in (plain.eval(), fixed.eval()):
    unmoved = torch.allclose(block(x)[0], block(changed)[0])
    setting = block.self_attn.batch_first
    print(f"batch_first={setting!s:<5} the first is unmoved: {unmoved}")
# --8<-- [end:batch]
assert unmoved and not torch.allclose(plain(x)[0], plain(changed)[0])

# --8<-- [start:norm]
last = {}
for norm_first in (False, True):
    block = nn.TransformerEncoderLayer(
        8, 2, 16, batch_first=True, norm_first=norm_first
    )
    last[norm_first] = block.eval()(x * 10)
    means = last[norm_first].mean(-1)
    even = bool((means.abs() < 1e-4).all())
    print(f"norm_first={norm_first!s:<5} output is normalised:", even)
# --8<-- [end:norm]
assert (last[False].mean(-1).abs() < 1e-4).all()
assert (last[True].mean(-1).abs() > 1e-4).any()
