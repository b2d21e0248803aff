"""Which dtype a result has: promotion, and what is refused in place."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:promotion]
import torch

counts = torch.ones(2, dtype=torch.int32)
prices = torch.ones(2)  # float32
results = {
    "int32 * Python float": counts * 2.5,
    "int32 * 0-d float32": counts * torch.tensor(2.5),
    "int32 * 0-d float64": counts * torch.tensor(2.5).double(),
    "float32 * 0-d float64": prices * torch.tensor(2.5).double(),
    "float32 * 1-d float64": prices * torch.tensor([2.5]).double(),
    "int32 / int32": counts / counts,
    "float16 + bfloat16": prices.half() + prices.bfloat16(),
    "uint8 + int8": counts.to(torch.uint8) + counts.to(torch.int8),
}
for name, result in results.items():
    print(f"{name:<23}{result.dtype}")
# --8<-- [end:promotion]
assert (counts * torch.tensor(2.5)).tolist() == [2.5, 2.5]
assert (counts * torch.tensor(2.5)).dtype == torch.float32
alone, in_a_row = (results[f"float32 * {n}-d float64"] for n in (0, 1))
assert alone.dtype != in_a_row.dtype
assert results["int32 * 0-d float64"].dtype == torch.float64
assert results["int32 * Python float"].dtype == torch.float32
assert torch.get_default_dtype() == torch.float32
torch.set_default_dtype(torch.float64)
# A Python number goes by the default, a tensor does not.
assert (counts * 2.5).dtype == torch.float64
assert (counts * torch.tensor(2.5).half()).dtype == torch.float16
torch.set_default_dtype(torch.float32)
odd = torch.tensor([2**24 + 1], dtype=torch.int32)
assert (odd + torch.zeros(1)).dtype == torch.float32
assert (odd + torch.zeros(1)).long() == odd - 1
two_0d = torch.tensor(1.0) * torch.tensor(1.0).double()  # both count in full
assert two_0d.dtype == torch.float64
for refused in (
    lambda: prices @ prices.double(),
    lambda: counts.to(torch.uint16) + counts,
):
    try:
        refused()
        raise AssertionError("should have been refused")
    except RuntimeError:
        pass

# --8<-- [start:in-place]
try:
    torch.arange(3).add_(0.5)
    raise AssertionError("should have been refused")
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:in-place]
assert torch.arange(3).add(0.5).dtype == torch.float32
