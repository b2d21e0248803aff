"""What each dtype cannot hold: overflow, fractions, equality, counting."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch

# --8<-- [start:integers]
print("-7 // 2   ", (torch.tensor(-7) // 2).item())
cut = torch.div(torch.tensor(-7), 2, rounding_mode="trunc")
print("truncated ", cut.item())
print("250 + 10  ", (torch.tensor(250, dtype=torch.uint8) + 10).item())
print("sum       ", torch.tensor([250, 10], dtype=torch.uint8).sum().item())
print("3.9 as int", torch.tensor(3.9).long().item())
try:
    torch.arange(3).mean()
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
print("mean      ", torch.arange(3).mean(dtype=torch.float32).item())
# --8<-- [end:integers]
assert torch.tensor(-7) // 2 == -7 // 2 == -4
assert (torch.tensor(250, dtype=torch.uint8) + 10) == 4
assert torch.tensor([250, 10], dtype=torch.uint8).sum().dtype == torch.int64

# --8<-- [start:equal]
for dtype in (torch.float32, torch.float64):
    a, b, c = torch.tensor([0.1, 0.2, 0.3], dtype=dtype)
    print(dtype, (a + b == c).item(), torch.isclose(a + b, c).item())
# --8<-- [end:equal]
assert torch.tensor(0.1) + torch.tensor(0.2) == torch.tensor(0.3)
assert a + b != c

# --8<-- [start:step]
for power in (0, -10, -17, -20):
    steps = []
    for dtype in (torch.float16, torch.bfloat16):
        x = torch.tensor(2.0**power, dtype=dtype)
        after = (x.view(torch.int16) + 1).view(dtype)  # the next float
        steps.append(after.double().item() - x.double().item())
    print(f"{x.item():.0e}: float16 {steps[0]:.0e}, bfloat16 {steps[1]:.0e}")
    # --8<-- [end:step]
    assert (steps[0] < steps[1]) == (power > -17)
assert steps[0] == 8 * steps[1]
assert torch.tensor(2e-8).half() == 0 != torch.tensor(2e-8).bfloat16()

# --8<-- [start:count]
for dtype in (torch.float32, torch.float16, torch.bfloat16):
    count = torch.zeros((), dtype=dtype)
    for _ in range(300):
        count += 1
    largest = torch.finfo(dtype).max
    print(f"{dtype!s:<15}counts to {count.item():.0f}, ends at {largest:.1e}")
# --8<-- [end:count]
assert count == 256
assert torch.isinf(torch.tensor(70000.0).half())
