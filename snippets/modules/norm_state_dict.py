"""What each normalisation layer puts into a state_dict."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:keys]
import torch
from torch import nn

for layer in (
    nn.BatchNorm2d(6),
    nn.LayerNorm(6),
    nn.GroupNorm(3, 6),
    nn.RMSNorm(6),
    nn.InstanceNorm2d(6),
):
    print(type(layer).__name__)
    for name, tensor in layer.state_dict().items():
        trained = isinstance(getattr(layer, name), nn.Parameter)
        kind = "parameter" if trained else "buffer"
        print(f"  {name:<21}{tuple(tensor.shape)!s:<6}{kind}")
# --8<-- [end:keys]
assert not nn.InstanceNorm2d(6).state_dict()
assert len(nn.BatchNorm2d(6).state_dict()) == 5
assert len(list(nn.BatchNorm2d(6).parameters())) == 2

# --8<-- [start:parameters-only]
torch.manual_seed(0)
trained = nn.BatchNorm1d(2)
for _ in range(100):
    trained(torch.randn(32, 2) * 3 + 5)
copy = nn.BatchNorm1d(2)
copy.load_state_dict(dict(trained.named_parameters()), strict=False)
row = torch.full((1, 2), 5.0)  # the mean of what it was trained on
print("trained: 5 is about 0:", bool((trained.eval()(row).abs() < 1).all()))
print("copy:    5 is about 0:", bool((copy.eval()(row).abs() < 1).all()))
# --8<-- [end:parameters-only]
assert (trained(row).abs() < 1).all() and (copy(row) > 4).all()
copy.load_state_dict(trained.state_dict())
assert torch.equal(trained(row), copy(row))
