"""A seed, a generator of its own, and weights that all start alike."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


# --8<-- [start:seed]
def head_after(*before):
    torch.manual_seed(0)
    return [make() for make in (*before, lambda: nn.Linear(4, 1))][-1].weight


print("same seed, same head:", head_after().equal(head_after()))
other = head_after(lambda: nn.Linear(2, 2))
print("one layer more before it:", head_after().equal(other))
generator = torch.Generator().manual_seed(0)
first = nn.init.normal_(torch.empty(4), generator=generator)
generator.manual_seed(0)
torch.rand(7)  # others may draw from the global generator
again = nn.init.normal_(torch.empty(4), generator=generator)
print("a generator of its own:", again.equal(first))
# --8<-- [end:seed]
assert head_after().equal(head_after())
assert not head_after().equal(other) and again.equal(first)

# --8<-- [start:zeros]
alike = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
for parameter in alike.parameters():
    nn.init.constant_(parameter, 0.1)
optimizer = torch.optim.SGD(alike.parameters(), lr=0.1)
for _ in range(20):
    optimizer.zero_grad()
    inputs, targets = torch.randn(16, 4), torch.randn(16, 1)
    nn.functional.mse_loss(alike(inputs), targets).backward()
    optimizer.step()
units = alike[0].weight
same = torch.allclose(units, units[:1].expand(8, 4))
print("trained, and still eight times the same unit:", same)
# --8<-- [end:zeros]
assert same and not torch.allclose(units, torch.tensor(0.1))
# dropout makes the units differ
alike.insert(1, nn.Dropout())
alike(torch.ones(8, 4)).sum().backward()
assert not units.grad.isclose(units.grad[0]).all()
# one layer alone: its units have targets of their own
alone = nn.Linear(4, 4)
nn.init.zeros_(alone.weight)
optimizer = torch.optim.SGD(alone.parameters(), lr=0.1)
nn.functional.mse_loss(alone(inputs), inputs).backward()
optimizer.step()
assert not alone.weight.isclose(alone.weight[0]).all()
