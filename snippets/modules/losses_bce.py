"""BCELoss clamps what BCEWithLogitsLoss computes; its gradient is gone."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:clamp]
import torch
import torch.nn.functional as F

for value in (2.0, 20.0, 200.0):
    logit = torch.tensor([value], requires_grad=True)
    truth = torch.zeros(1)  # so a large logit is very wrong
    bce = F.binary_cross_entropy(logit.sigmoid(), truth)
    (slope,) = torch.autograd.grad(bce, logit)
    exact = F.binary_cross_entropy_with_logits(logit, truth)
    (exact_slope,) = torch.autograd.grad(exact, logit)
    print(f"logit {value:>5}: BCE {bce:8.4f}, slope {slope.item():.2f}")
    print(f"{'with logits':>16} {exact:8.4f}, slope {exact_slope.item():.2f}")
# --8<-- [end:clamp]
assert bce == 100 and exact == 200 and slope == 0 and exact_slope == 1

# --8<-- [start:range]
try:
    F.binary_cross_entropy(torch.tensor([1.5]), torch.ones(1))
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:range]

# --8<-- [start:pos-weight]
logits, truth = torch.tensor([0.5, -1.0]), torch.tensor([1.0, 0.0])
each = F.binary_cross_entropy_with_logits(logits, truth, reduction="none")
weighted = F.binary_cross_entropy_with_logits(
    logits, truth, pos_weight=torch.tensor(5.0), reduction="none"
)
print("times", (weighted / each).tolist())
# --8<-- [end:pos-weight]
assert torch.allclose(weighted / each, torch.tensor([5.0, 1.0]))
