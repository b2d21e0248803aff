"""TF32 on a GPU: one product with 23 and with 10 bits behind the point."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:error]
import torch

torch.manual_seed(0)
matrix = torch.randn(1024, 1024, device="cuda")
exact = matrix.double() @ matrix.double()
errors = {}
for precision in ("highest", "high"):
    torch.set_float32_matmul_precision(precision)
    errors[precision] = (matrix @ matrix - exact).abs().max().item()
torch.set_float32_matmul_precision("highest")

if torch.cuda.get_device_capability() >= (8, 0):  # since Ampere
    assert errors["high"] > 10 * errors["highest"]
# --8<-- [end:error]
assert errors["highest"] < 1e-2
