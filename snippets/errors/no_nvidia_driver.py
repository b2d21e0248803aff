"""A build with CUDA, on a machine without its driver."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# varies = ["built for CUDA: .*", "use: \\d+"]
# ///

# --8<-- [start:fix]
import torch

print("built for CUDA:", torch.version.cuda)
print("GPUs that it can use:", torch.cuda.device_count())
device = "cuda" if torch.cuda.is_available() else "cpu"
print(torch.ones(2, device=device).sum().item())
# --8<-- [end:fix]
assert (device == "cuda") == (torch.cuda.device_count() > 0)
