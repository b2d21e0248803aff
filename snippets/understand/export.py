"""Export a model to a file that runs without its class."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:export]
import torch
from torch import nn


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 8)
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


torch.manual_seed(0)
model = Tiny().eval()
batch = torch.rand(2, 4)
any_batch = ({0: torch.export.Dim("batch")},)
program = torch.export.export(model, (batch,), dynamic_shapes=any_batch)
torch.export.save(program, "tiny.pt2")
expected = model(batch)
# --8<-- [end:export]

# --8<-- [start:use]
del Tiny, model  # from here on there is only the file
loaded = torch.export.load("tiny.pt2").module()
print("same output:", torch.equal(loaded(batch), expected))
five = loaded(torch.rand(5, 4))
print("five at once:", tuple(five.shape))
# --8<-- [end:use]
assert torch.equal(loaded(batch), expected)
assert five.shape == (5, 3)
assert not torch.equal(loaded(batch + 1), expected)
