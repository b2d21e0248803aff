"""Which operation the message about an in-place change names."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# warns = ["Error detected in SinBackward0"]
# ///

# --8<-- [start:raise-names]
import torch

weight = torch.ones(3, requires_grad=True)
hidden = weight + 1
result = hidden.sin()  # keeps hidden, for its derivative
hidden.mul_(2)  # overwrites it
try:
    result.sum().backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-names]
    assert "output 0 of Mul" in str(error) and "Sin" not in str(error)
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:find]
import warnings

with torch.autograd.set_detect_anomaly(True, check_nan=False):
    hidden = weight + 1
    result = hidden.sin()
    hidden.mul_(2)
    with warnings.catch_warnings(record=True) as caught:
        try:
            result.sum().backward()
        except RuntimeError:
            print(str(caught[0].message).partition(".")[0])
# --8<-- [end:find]
assert len(caught) == 1 and "SinBackward0" in str(caught[0].message)
assert "result = hidden.sin()" in str(caught[0].message)
