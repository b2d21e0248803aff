"""A model on the GPU, its input on the CPU."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["cuda"]
# ///

# --8<-- [start:raise]
import torch
from torch import nn

layer = nn.Linear(2, 1).to("cuda")
features = torch.ones(1, 2)
try:
    layer(features)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:raise-others]
calls = [
    lambda: torch.ones(2, device="cuda") + torch.ones(2),
    lambda: nn.Conv1d(1, 1, 1).cuda()(torch.ones(1, 1, 2)),
    lambda: nn.Embedding(3, 2).cuda()(torch.tensor([0])),
    lambda: torch.ones(2)[torch.tensor([0], device="cuda")],
]
raised = 0
for call in calls:
    try:
        call()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")
        raised += 1
# --8<-- [end:raise-others]
assert raised == len(calls)

# --8<-- [start:fix]
features = features.to(layer.weight.device)  # .to returns another tensor
print(tuple(layer(features).shape))
# --8<-- [end:fix]
assert layer(features).is_cuda
