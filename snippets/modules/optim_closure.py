"""step(closure): LBFGS computes the loss itself, several times in a step."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:closure]
import torch
from torch import nn

x = nn.Parameter(torch.tensor([-3.0, 2.0]))
calls = []


def closure():
    optimizer.zero_grad()
    loss = (x[0] - 1) ** 2 + 50 * (x[1] + 1) ** 2
    loss.backward()
    calls.append(loss.item())
    return loss


optimizer = torch.optim.LBFGS([x], line_search_fn="strong_wolfe")
optimizer.step(closure)
print("several calls in one step:", len(calls) > 2)
print("at the minimum:", torch.allclose(x, torch.tensor([1.0, -1.0])))
# --8<-- [end:closure]
assert len(calls) > 2 and calls[-1] < 1e-6 < calls[0]
try:
    optimizer.step()
except TypeError:
    pass
else:
    raise AssertionError("LBFGS does without a closure")

# the others take one as well, and call it once
for rule in (torch.optim.SGD, torch.optim.Adam, torch.optim.Rprop):
    calls.clear()
    optimizer = rule([x], lr=0.001)
    optimizer.step(closure)
    assert len(calls) == 1

# LBFGS does not skip a parameter without a gradient
x = [nn.Parameter(torch.tensor(value)) for value in (3.0, 4.0)]
optimizer = torch.optim.LBFGS(x, lr=0.1, max_iter=3)
optimizer.step(closure)
before = x[1].requires_grad_(False).item()
optimizer.step(closure)
assert x[1].grad is None and x[1] != before
