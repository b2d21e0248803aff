"""Two backward passes through one graph."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch

weight = torch.ones(2, requires_grad=True)
loss = (weight**2).sum()
loss.backward()
try:
    loss.backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
weight.grad = None
for _ in range(2):
    loss = (weight**2).sum()  # a new graph each time
    loss.backward()
print(weight.grad)
# --8<-- [end:fix]
assert weight.grad.tolist() == [4, 4]

# --8<-- [start:wrong]
state, kept = torch.ones(2), []
for _ in range(3):
    state = state * weight  # hangs on to all steps before it
    weight.grad = None
    state.sum().backward(retain_graph=True)
    kept.append(weight.grad[0].item())
print(kept)
# --8<-- [end:wrong]
assert kept == [1, 2, 3]

# --8<-- [start:detach]
state = torch.ones(2)
for _ in range(3):
    state = state.detach() * weight
    state.sum().backward()
print("went through")
# --8<-- [end:detach]
assert state.requires_grad

# --8<-- [start:fix-two]
weight.grad = None
hidden = weight**2  # both losses go back through this
first, second = hidden.sum(), hidden.mean()
(first + second).backward()  # once
print(weight.grad)
# --8<-- [end:fix-two]
assert weight.grad.tolist() == [3, 3]
