"""What a Transformer's state_dict lacks: heads, norm_first, activation."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:keys]
import torch
from torch import nn

torch.manual_seed(0)
settings = dict(d_model=8, nhead=2, dim_feedforward=16, batch_first=True)
saved = nn.TransformerEncoderLayer(**settings).eval()
for name, tensor in saved.state_dict().items():
    print(f"{name:<27}{tuple(tensor.shape)}")
# --8<-- [end:keys]

# --8<-- [start:silent]
x = torch.randn(1, 5, 8)
for change in ({}, {"nhead": 4}, {"norm_first": True}, {"activation": "gelu"}):
    other = nn.TransformerEncoderLayer(**settings | change).eval()
    other.load_state_dict(saved.state_dict())
    same = torch.allclose(other(x), saved(x), atol=1e-6)
    print(f"loaded with {change}: same output {same}")
    assert same == (not change)
# --8<-- [end:silent]

# --8<-- [start:settings]
torch.save({"settings": settings, "model": saved.state_dict()}, "encoder.pt")
file = torch.load("encoder.pt", weights_only=True)
restored = nn.TransformerEncoderLayer(**file["settings"]).eval()
restored.load_state_dict(file["model"])
print("same output:", torch.equal(restored(x), saved(x)))
# --8<-- [end:settings]
assert torch.equal(restored(x), saved(x))
