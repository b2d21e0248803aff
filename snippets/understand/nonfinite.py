"""Find, count, replace and stop infinities and NaNs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:check]
import torch

values = torch.tensor([1.0, -1.0, 0.0, 1.0])
values = values / torch.tensor([0.0, 0.0, 0.0, 1.0])
print("values  ", values.tolist())
print("isnan   ", values.isnan().tolist())
print("isinf   ", values.isinf().tolist())
print("isfinite", values.isfinite().tolist())
# --8<-- [end:check]
assert values.isposinf().tolist() == [True, False, False, False]
assert values.isneginf().tolist() == [False, True, False, False]
assert values.isnan().tolist() == [False, False, True, False]

# --8<-- [start:repair]
repaired = values.nan_to_num(nan=0.0, posinf=9.0, neginf=-9.0)
print("replaced", repaired.tolist())
print("kept    ", values[values.isfinite()].tolist())
gap = torch.tensor([1.0, float("nan"), 3.0])
print("nanmean ", gap.nanmean().item())
# --8<-- [end:repair]
assert gap.nanmean() == 2 and gap.mean().isnan()
assert repaired.tolist() == [9, -9, 0, 1]

# --8<-- [start:stop]
weight = torch.nn.Parameter(torch.zeros(2))
weight.sqrt().sum().backward()  # infinitely steep at zero
print("gradient", weight.grad.tolist())
try:
    torch.nn.utils.clip_grad_norm_([weight], 1.0, error_if_nonfinite=True)
except RuntimeError as error:
    print(f"{type(error).__name__}:", str(error).split(",")[0])
# --8<-- [end:stop]
assert weight.grad.isinf().all()
