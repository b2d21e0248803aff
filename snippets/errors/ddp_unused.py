"""A parameter that takes no part in the loss, below DDP."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# requires = ["linux"]
# fresh = true
# timeout = 240
# ///

# --8<-- [start:raise]
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

store = dist.FileStore("store", 1)
dist.init_process_group("gloo", store=store, rank=0, world_size=1)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.used = nn.Linear(2, 1)
        self.unused = nn.Linear(2, 1)

    def forward(self, features):
        return self.used(features)


model = DistributedDataParallel(Net())
features = torch.ones(1, 2)
model(features).sum().backward()
try:
    model(features)  # the second step finds the first one unfinished
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")

# --8<-- [start:fix-find]
net = Net()
net(features).sum().backward()
print([name for name, p in net.named_parameters() if p.grad is None])
# --8<-- [end:fix-find]
assert net.unused.weight.grad is None

# --8<-- [start:fix]
model = DistributedDataParallel(Net(), find_unused_parameters=True)
for _ in range(2):
    model(features).sum().backward()
print("two steps")
# --8<-- [end:fix]
dist.destroy_process_group()
