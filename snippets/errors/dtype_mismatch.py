"""Float64 from NumPy, given to float32 layers."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import numpy as np
import torch
from torch import nn

features = torch.from_numpy(np.ones((1, 2)))
try:
    nn.Linear(2, 1)(features)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-conv]
# whole numbers, as picture files have them
pictures = torch.ones(1, 1, 4, 4, dtype=torch.uint8)
try:
    nn.Conv2d(1, 1, 3)(pictures)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-conv]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-others]
half = torch.ones(2, 2, dtype=torch.float16)
for wrong in (lambda: nn.RNN(2, 1)(features), lambda: half @ torch.ones(2, 2)):
    try:
        wrong()
    except (RuntimeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-others]
    else:
        raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-batched]
import torch.nn.functional as F

weights = torch.from_numpy(np.ones(3))  # one for each of three classes
scores, answer = torch.ones(1, 3), torch.tensor([2])
for wrong in (
    lambda: features[None] @ torch.ones(1, 2, 2),
    lambda: F.cross_entropy(scores, answer, weight=weights),
):
    try:
        wrong()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-batched]
    else:
        raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print(nn.Linear(2, 1)(features.float()).dtype)
print(nn.Conv2d(1, 1, 3)(pictures.float() / 255).dtype)
print(F.cross_entropy(scores, answer, weight=weights.float()).dtype)
# --8<-- [end:fix]
assert nn.Linear(2, 1)(features.float()).dtype == torch.float32
