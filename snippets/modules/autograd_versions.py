"""In-place changes: the version counter notices them, .data hides them."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:error]
import torch

x = torch.ones(3, requires_grad=True)
y = x * 1
z = y * y  # saves y
print("version of y:", y._version)
y.mul_(2)
print("version of y:", y._version)
try:
    z.sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).partition(" Hint")[0])
# --8<-- [end:error]
assert y._version == 1 and x.grad is None

# --8<-- [start:harmless]
y = x * 1
z = y + y  # saves nothing, so nothing is lost
y.mul_(2)
z.sum().backward()
print("x.grad:", x.grad.tolist())
# --8<-- [end:harmless]
assert x.grad.tolist() == [2, 2, 2]

# --8<-- [start:silent]
for change in ("nothing", "y.data.mul_(2)", "y.detach().mul_(2)"):
    x.grad = None
    y = x * 1
    z = y * y  # the derivative is 2
    if change == "y.data.mul_(2)":
        y.data.mul_(2)
    elif change == "y.detach().mul_(2)":
        y.detach().mul_(2)
    try:
        z.sum().backward()
        print(f"{change:<20}x.grad: {x.grad.tolist()}")
    except RuntimeError as error:
        print(f"{change:<20}{type(error).__name__}: {str(error)[:59]}…")
    if change == "y.data.mul_(2)":
        wrong = x.grad
# --8<-- [end:silent]
assert wrong.tolist() == [4, 4, 4] and x.grad is None
y = torch.ones(3)
z = x * y  # saves y: the derivative is 1
y.numpy()[:] = 5
z.sum().backward()
assert x.grad.tolist() == [5, 5, 5]

# --8<-- [start:fused]
for fused in (False, True):
    w = torch.ones(2, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.5, fused=fused)
    loss = (w * w).sum()  # the derivative is 2
    w.grad = torch.ones(2)
    optimizer.step()  # too early: loss.backward() has yet to come
    w.grad = None
    how = f"fused={fused!s:<6}"
    try:
        loss.backward()
        print(f"{how}version {w._version}, w.grad: {w.grad.tolist()}")
    except RuntimeError as error:
        name = type(error).__name__
        print(f"{how}version {w._version}, {name}, as it should be")
# --8<-- [end:fused]
assert w.tolist() == [0.5, 0.5] and w._version == 0
assert w.grad.tolist() == [1, 1]
