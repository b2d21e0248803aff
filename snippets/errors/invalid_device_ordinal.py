"""Choose a GPU that this process has."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# varies = ["GPUs: \\d+, this process uses \\S+"]
# ///

# --8<-- [start:fix]
import os

import torch

gpus = torch.cuda.device_count()  # of those that are not hidden
rank = int(os.environ.get("LOCAL_RANK", 0))  # set by torchrun
assert rank < max(gpus, 1), f"process {rank} of this machine, {gpus} GPUs"
device = torch.device("cuda", rank) if gpus else torch.device("cpu")
print(f"GPUs: {gpus}, this process uses {device}")
# --8<-- [end:fix]
assert torch.ones(1, device=device).sum() == 1
