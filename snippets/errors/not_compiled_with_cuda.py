"""CUDA asked of a torch that has none."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# fresh = true
# varies = [
#   "(AssertionError|RuntimeError): (Torch not|No CUDA|Found no|Unexpected).*",
# ]
# ///

# --8<-- [start:raise]
import os

os.environ["CUDA_VISIBLE_DEVICES"] = ""  # as if there were no GPU

import torch

try:
    torch.ones(2, device="cuda")
except (AssertionError, RuntimeError) as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix]
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
print(torch.ones(2, device=device).sum().item())
# --8<-- [end:fix]
assert torch.ones(2, device=device).sum() == 2
