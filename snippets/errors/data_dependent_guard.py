"""A graph that would depend on a number inside a tensor."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# timeout = 240
# ///

# --8<-- [start:raise]
import torch
from torch import nn


class Crop(nn.Module):
    def forward(self, features, length):
        kept = features[: length.item()]
        if length.item() > 2:  # known only when it runs
            return kept.sum() * 2
        return kept.sum()


example = (torch.ones(5), torch.tensor(3))
try:
    torch.export.export(Crop(), example)
except Exception as error:
    print(f"{type(error).__name__}: {str(error).splitlines()[0]}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
class Traced(nn.Module):
    def forward(self, features, length):
        kept = torch.arange(features.shape[0]) < length  # a mask: no number
        total = (features * kept).sum()
        return torch.where(length > 2, total * 2, total)  # both, then one


exported = torch.export.export(Traced(), example).module()
print(exported(torch.ones(5), torch.tensor(3)))
print(exported(torch.ones(5), torch.tensor(2)))
# --8<-- [end:fix]
for length in range(6):
    inputs = torch.ones(5), torch.tensor(length)
    assert torch.equal(exported(*inputs), Crop()(*inputs))
