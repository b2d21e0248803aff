"""A column against a row is broadcast, and MSELoss only warns."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
#
# [tool.atlas]
# warns = [
#     "Using a target size .* incorrect results due to broadcasting",
# ]
# ///

# --8<-- [start:reduction]
import torch
import torch.nn.functional as F

# two items of two numbers each
prediction = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
target = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
for reduction in ("none", "sum", "mean"):
    loss = F.mse_loss(prediction, target, reduction=reduction)
    print(f"{reduction:<5}", loss.tolist())
# --8<-- [end:reduction]

# --8<-- [start:broadcast]
import warnings

# (3, 1), as nn.Linear(n, 1) returns it
column = torch.tensor([[1.0], [2.0], [3.0]])
truth = torch.tensor([1.0, 2.0, 3.0])  # (3,)
with warnings.catch_warnings(record=True) as caught:
    wrong = F.mse_loss(column, truth)
print("a perfect prediction costs", round(wrong.item(), 4))
print(f"{caught[0].category.__name__}: {caught[0].message}")
print("without the column:", F.mse_loss(column.squeeze(1), truth).item())
# --8<-- [end:broadcast]
assert torch.allclose(wrong, (column - truth).pow(2).sum() / 9) and wrong > 1

# --8<-- [start:strict]
for lenient in (F.l1_loss, F.smooth_l1_loss, F.huber_loss):
    with warnings.catch_warnings(record=True) as caught:
        lenient(column, truth)
    print(f"{lenient.__name__} warns:", len(caught) == 1)
    assert len(caught) == 1
with warnings.catch_warnings(record=True) as caught:
    F.poisson_nll_loss(column, truth)
    F.gaussian_nll_loss(column, truth, torch.ones(3, 1))
print("poisson_nll_loss, gaussian_nll_loss warn:", len(caught) > 0)
assert not caught
for strict in (F.binary_cross_entropy_with_logits, F.binary_cross_entropy):
    try:
        strict(torch.full((3, 1), 0.5), torch.ones(3))
        raise AssertionError("should have been refused")
    except ValueError as error:
        print(f"{type(error).__name__}: {error}")
# --8<-- [end:strict]
row, ones = column.squeeze(1), torch.ones(3)
assert F.poisson_nll_loss(column, truth) - F.poisson_nll_loss(row, truth) > 0.5
wrong = F.gaussian_nll_loss(column, truth, ones)
assert wrong > 0.5 > F.gaussian_nll_loss(row, truth, ones) == 0

# --8<-- [start:learn]
torch.manual_seed(0)
x = torch.linspace(-1, 1, 50).unsqueeze(1)
y = 3 * x.squeeze(1)  # the slope to be learned is 3
slopes = []
for shape in (y, y.unsqueeze(1)):
    line = torch.nn.Linear(1, 1)
    optimizer = torch.optim.SGD(line.parameters(), lr=0.5)
    for _ in range(100):
        optimizer.zero_grad()
        # by hand: not even a warning
        (line(x) - shape).pow(2).mean().backward()
        optimizer.step()
    slopes.append(line.weight.item())
    print(f"target {tuple(shape.shape)!s:<8} slope {abs(slopes[-1]):.1f}")
# --8<-- [end:learn]
assert abs(slopes[0]) < 0.1 and abs(slopes[1] - 3) < 0.1
