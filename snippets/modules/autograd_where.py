"""torch.where passes on a NaN of the branch not chosen; and the mend."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Error detected in LogBackward0"]
# ///

# --8<-- [start:nan]
import torch

x = torch.tensor([0.0, 2.0], requires_grad=True)
y = torch.where(x == 0, 1.0, x.log())
y.sum().backward()
print("y:     ", [round(value, 2) for value in y.tolist()])
print("x.grad:", x.grad.tolist())
# --8<-- [end:nan]
assert y.isfinite().all() and x.grad[0].isnan()

# --8<-- [start:mend]
x.grad = None
inside = torch.where(x == 0, 1.0, x)  # a harmless number instead of the 0
y = torch.where(x == 0, 1.0, inside.log())
y.sum().backward()
print("x.grad:", x.grad.tolist())
# --8<-- [end:mend]
assert x.grad.tolist() == [0, 0.5]

# --8<-- [start:find]
import warnings

try:
    with (
        torch.autograd.set_detect_anomaly(True),
        warnings.catch_warnings(record=True) as caught,
    ):
        torch.where(x == 0, 1.0, x.log()).sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
print("  warning:", str(caught[0].message).partition(". ")[0])
# --8<-- [end:find]
assert "x.log()" in str(caught[0].message)  # where it was computed
