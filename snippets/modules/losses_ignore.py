"""ignore_index leaves targets out; when it leaves out all, the mean is nan."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:ignore]
import torch
import torch.nn.functional as F

torch.manual_seed(0)
logits = torch.randn(4, 3)
# two real words, two that only fill up
target = torch.tensor([2, 0, -100, -100])
left = F.cross_entropy(logits, target)
alone = F.cross_entropy(logits[:2], target[:2])
print("as if the first two were alone:", torch.allclose(left, alone))
# --8<-- [end:ignore]
assert torch.allclose(left, alone)

# --8<-- [start:nan]
nothing = torch.full((4,), -100)
for reduction in ("mean", "sum"):
    loss = F.cross_entropy(logits, nothing, reduction=reduction)
    print(f"{reduction:<5}", loss.item())
logits.requires_grad_()
F.cross_entropy(logits, nothing).backward()
print("gradient of the nan:", logits.grad.unique().tolist())
# --8<-- [end:nan]
assert F.cross_entropy(logits, nothing).isnan() and not logits.grad.any()

# --8<-- [start:guard]
total = F.cross_entropy(logits, nothing, reduction="sum")
print("sum / count:", (total / (nothing != -100).sum().clamp(min=1)).item())
# --8<-- [end:guard]
assert total == 0
