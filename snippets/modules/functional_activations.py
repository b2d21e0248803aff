"""Activations at a few points, with the slopes that autograd finds there."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:slopes]
import torch
import torch.nn.functional as F

points = [-4.0, -1.0, 0.0, 1.0, 4.0]
print(f"{'slope at':<11}" + "".join(f"{p:>7}" for p in points))
slopes = {}
for f in (F.relu, F.leaky_relu, F.gelu, F.silu, torch.sigmoid, torch.tanh):
    x = torch.tensor(points, requires_grad=True)
    f(x).sum().backward()
    slopes[f.__name__] = x.grad
    row = "".join(f"{s:7.3f}" for s in x.grad.tolist())
    print(f"{f.__name__:<11}{row}")
# --8<-- [end:slopes]
assert slopes["relu"].tolist() == [0, 0, 0, 1, 1]
assert slopes["gelu"].min() < 0 and slopes["gelu"].max() > 1

# --8<-- [start:chain]
for f in (torch.sigmoid, torch.tanh, F.relu):
    x = torch.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(10):
        y = f(y)
    y.backward()
    slopes[f.__name__] = x.grad.item()
    print(f"{f.__name__:<8} ten in a row, slope {x.grad.item():.1e}")
# --8<-- [end:chain]
assert slopes["sigmoid"] < 1e-6 < 1e-2 < slopes["tanh"] < slopes["relu"] == 1

# --8<-- [start:dead]
unit = torch.nn.Linear(1, 1)
data = torch.linspace(-1, 1, 100).unsqueeze(1)
found = {}
for f in (F.relu, F.leaky_relu, F.silu):
    torch.nn.init.constant_(unit.weight, 1.0)
    torch.nn.init.constant_(unit.bias, -5.0)  # below zero for all the data
    unit.zero_grad()
    f(unit(data)).sum().backward()
    found[f.__name__] = unit.bias.grad.item()
    print(f"{f.__name__:<11} gradient of the bias {unit.bias.grad.item():.3f}")
# --8<-- [end:dead]
assert found["relu"] == 0 and found["leaky_relu"] != 0 and found["silu"] != 0

# --8<-- [start:gelu]
x = torch.linspace(-5, 5, 1001)
exact, quick = F.gelu(x), F.gelu(x, approximate="tanh")
by_hand = x * torch.special.ndtr(x)  # x times the normal distribution
print("the exact one, by hand:", torch.allclose(exact, by_hand, atol=1e-6))
apart = (exact - quick).abs().max().item()
print(f"the two GELUs differ by at most {apart:.4f}")
# --8<-- [end:gelu]
assert 1e-4 < apart < 1e-3
assert torch.allclose(exact, by_hand, atol=1e-6)
assert not torch.allclose(quick, by_hand, atol=1e-6)
