"""Targets of another type than the loss wants."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import torch
import torch.nn.functional as F

scores = torch.randn(4, 3)  # 4 samples, 3 classes
classes = torch.tensor([0.0, 2.0, 1.0, 0.0])
for loss in (F.cross_entropy, F.multi_margin_loss):
    try:
        loss(scores, classes)
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise]
    else:
        raise AssertionError(f"{loss} takes floats for classes now")

# --8<-- [start:raise-probabilities]
yes_or_no = torch.tensor([1, 0, 1, 1])
for wrong in (
    lambda: F.binary_cross_entropy_with_logits(torch.randn(4), yes_or_no),
    lambda: F.binary_cross_entropy(torch.rand(4), yes_or_no),
    # as from NumPy
    lambda: F.binary_cross_entropy(torch.rand(4), yes_or_no.double()),
    lambda: F.cross_entropy(scores, F.one_hot(classes.long())),
):
    try:
        wrong()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-probabilities]
    else:
        raise AssertionError("integers are probabilities now")

# --8<-- [start:fix]
by_number = F.cross_entropy(scores, classes.long())
by_share = F.cross_entropy(scores, F.one_hot(classes.long()).float())
binary = F.binary_cross_entropy_with_logits(torch.randn(4), yes_or_no.float())
print(by_number.isclose(by_share), binary.dtype)
# --8<-- [end:fix]
assert by_number.isclose(by_share) and binary.isfinite()

# --8<-- [start:wrong]
sure = torch.tensor([0.9, 0.2, 0.7, 1.0])  # of the second of two classes
print(sure.long())
# --8<-- [end:wrong]
assert sure.long().tolist() == [0, 0, 0, 1] and (sure > 0.5).sum() == 3
