"""TF32: what the three settings say by default, and what one call changes."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:default]
import torch


def settings():
    print("precision:", torch.get_float32_matmul_precision())
    print("  matmul may use TF32:     ", torch.backends.cuda.matmul.allow_tf32)
    print("  convolution may use TF32:", torch.backends.cudnn.allow_tf32)


settings()
# --8<-- [end:default]
assert torch.get_float32_matmul_precision() == "highest"
assert not torch.backends.cuda.matmul.allow_tf32
assert torch.backends.cudnn.allow_tf32

# --8<-- [start:high]
torch.set_float32_matmul_precision("high")
settings()
torch.set_float32_matmul_precision("highest")  # as it was
# --8<-- [end:high]
assert not torch.backends.cuda.matmul.allow_tf32
