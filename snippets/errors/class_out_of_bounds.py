"""Labels that count from 1."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
import torch.nn.functional as F

scores = torch.randn(2, 5)
labels = torch.tensor([1, 5])  # the five classes are called 1 to 5
try:
    F.cross_entropy(scores, labels)
except IndexError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(labels - 1, F.cross_entropy(scores, labels - 1).isfinite())
# --8<-- [end:fix]
assert F.cross_entropy(scores, labels - 1).isfinite()
try:
    F.cross_entropy(scores, torch.tensor([1, -1]))
except IndexError as error:
    assert "Target -1 is out of bounds" in str(error)
else:
    raise AssertionError("-1 is a class now")
