"""A tensor of several elements where Python wants one truth value."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

scores = torch.tensor([0.2, 0.9])
try:
    if scores > 0.5:
        print("found")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-loss]
target = torch.tensor([0.0, 1.0])
try:
    loss = nn.MSELoss(scores, target)  # makes a loss, and computes none
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise-loss]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-others]
one, other = torch.ones(2), torch.zeros(2)
for ask in (
    lambda: (scores > 0.1) and (scores < 0.5),
    lambda: max(one, other),
    lambda: other in [one, other],
):
    try:
        ask()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-others]
    else:
        raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
print("any:", bool((scores > 0.5).any()), "all:", bool((scores > 0.5).all()))
print("both, element by element:", (scores > 0.1) & (scores < 0.5))
print("the larger of two:", torch.maximum(one, other))
print("one of these objects:", any(other is known for known in [one, other]))
print("loss:", nn.MSELoss()(scores, target))  # the loss, then its call
# --8<-- [end:fix]
assert torch.equal((scores > 0.1) & (scores < 0.5), scores == scores[0])
