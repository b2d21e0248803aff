"""fp32_precision, the newer setting of TF32, and what it does to the older."""

# /// script
# dependencies = ["torch>=2.9", "numpy"]
# [tool.atlas]
# fresh = true
# ///

# --8<-- [start:new]
import torch

matmul, conv = torch.backends.cuda.matmul, torch.backends.cudnn.conv
matmul.fp32_precision = "tf32"
conv.fp32_precision = "ieee"  # float32 as it is, no TF32
print(matmul.fp32_precision, "and", conv.fp32_precision)
# --8<-- [end:new]
assert (matmul.fp32_precision, conv.fp32_precision) == ("tf32", "ieee")

# --8<-- [start:mixed]
for ask in (
    torch.get_float32_matmul_precision,
    lambda: torch.backends.cuda.matmul.allow_tf32,
):
    try:
        ask()
    except RuntimeError as error:
        print(f"{type(error).__name__}:", str(error).partition(",")[0])
    # --8<-- [end:mixed]
    else:
        raise AssertionError("the older question is answered again")

# --8<-- [start:together]
torch.set_float32_matmul_precision("high")  # sets both
print(torch.get_float32_matmul_precision(), matmul.fp32_precision)
# --8<-- [end:together]
assert torch.backends.cuda.matmul.allow_tf32
try:
    _ = torch.backends.cudnn.allow_tf32
except RuntimeError:
    pass
else:
    raise AssertionError("conv is ieee, and allow_tf32 does not mind")
torch.set_float32_matmul_precision("highest")
matmul.fp32_precision = "ieee"  # what the older setting says, too
assert not torch.backends.cuda.matmul.allow_tf32
