"""For which GPUs this build of torch has code."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# varies = ["built for .*"]
# ///

# --8<-- [start:fix]
import torch

print("built for CUDA", torch.version.cuda, torch.cuda.get_arch_list())
gpu = torch.cuda.is_available() and torch.cuda.get_device_capability()[0]
assert not gpu or f"sm_{gpu}0" in torch.cuda.get_arch_list(), gpu
# --8<-- [end:fix]
assert torch.version.cuda or not torch.cuda.get_arch_list()
