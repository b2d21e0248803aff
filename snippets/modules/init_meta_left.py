"""What a load leaves out of a model that was built on meta."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:left]
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(4, 2)
        self.out = nn.Linear(2, 4, bias=False)
        self.out.weight = self.words.weight
        self.places = nn.Buffer(torch.arange(3.0), persistent=False)


state = Net().state_dict()
with torch.device("meta"):
    model = Net()
model.to_empty(device="cpu")
print(model.load_state_dict(state))
print("the buffer is in the file:", "places" in state)
print("still shared:", model.out.weight is model.words.weight)

model.places = torch.arange(3.0)
model.out.weight = model.words.weight
# --8<-- [end:left]
model.places.fill_(9)
model.load_state_dict(state)
assert model.places.eq(9).all() and "places" not in state
model.to("meta").to_empty(device="cpu")
assert model.out.weight is not model.words.weight
skipped = nn.utils.skip_init(nn.BatchNorm1d, 2)
assert skipped.load_state_dict(nn.BatchNorm1d(2).state_dict())
