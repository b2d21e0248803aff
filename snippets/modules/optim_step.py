"""One step of SGD by hand, to the last bit, and how long it may be."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:by-hand]
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 1)
by_hand = [p.detach().clone() for p in model.parameters()]
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

model(torch.randn(8, 3)).pow(2).mean().backward()
with torch.no_grad():
    for mine, p in zip(by_hand, model.parameters(), strict=True):
        mine.add_(p.grad, alpha=-0.1)  # mine - lr * gradient
optimizer.step()

for mine, p in zip(by_hand, model.parameters(), strict=True):
    print("the same to the last bit:", torch.equal(mine, p))
# --8<-- [end:by-hand]
assert all(
    torch.equal(m, p) for m, p in zip(by_hand, model.parameters(), strict=True)
)
assert model.weight.grad.any()
w = nn.Parameter(torch.randn(1000))
w.grad = torch.randn(1000)
mine, rounded = w.detach().add(w.grad, alpha=-0.1), w.detach() - 0.1 * w.grad
torch.optim.SGD([w], lr=0.1).step()
assert torch.equal(mine, w) and torch.allclose(rounded, w)
assert not torch.equal(rounded, w), "0.1 * w.grad was rounded before"

# --8<-- [start:momentum]
x = nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.SGD([x], lr=0.1, momentum=0.9)
mine, velocity = torch.tensor(1.0), torch.tensor(0.0)
for _ in range(3):
    optimizer.zero_grad()
    (x**2).backward()  # the gradient is 2 * x
    velocity = velocity.mul(0.9).add(2 * mine)
    mine = mine.add(velocity, alpha=-0.1)
    optimizer.step()
    buffer = optimizer.state[x]["momentum_buffer"]
    print(f"x {x.item():.4f}  buffer {buffer.item():.4f}")
print("by hand:", torch.equal(mine, x), torch.equal(velocity, buffer))
# --8<-- [end:momentum]
assert torch.equal(mine, x) and torch.equal(velocity, buffer)

# --8<-- [start:lr]
for lr in (0.01, 0.5, 0.9, 1.1):
    x = nn.Parameter(torch.tensor(1.0))
    optimizer = torch.optim.SGD([x], lr=lr)
    for _ in range(10):
        optimizer.zero_grad()
        (x**2).backward()
        optimizer.step()
    print(f"lr {lr}: x = {x.item():.4f}")
# --8<-- [end:lr]
assert x.item() > 1, "at 1.1 it runs away"
