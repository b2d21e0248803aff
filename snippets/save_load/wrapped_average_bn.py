"""The average of a model with batch normalisation needs update_bn."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:update-bn]
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, update_bn

torch.manual_seed(0)
trained = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
average = AveragedModel(trained)
optimizer = torch.optim.SGD(trained.parameters(), lr=0.5)
batches = torch.rand(20, 16, 4)
for batch in batches:
    optimizer.zero_grad()
    (trained(batch) - batch).square().mean().backward()
    optimizer.step()
    average.update_parameters(trained)


def off(average):
    """Largest difference of the kept means from those of all the data."""
    outputs = average.module[0](batches.flatten(0, 1))
    kept = average.module[1].running_mean
    return (kept - outputs.mean(0)).abs().max().item()


before = off(average)
update_bn(batches, average)  # any iterable of inputs, such as your loader
after = off(average)
print(f"means off by {before:.3f} before, {after:.3f} after")
torch.save(average.module.state_dict(), "average_with_bn.pt")
# --8<-- [end:update-bn]
assert before > 0.02 and after < 1e-5
