"""A saved model holds no code: edit its class, and the new code runs."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:before]
import torch
from torch import nn


class Scorer(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        return torch.sigmoid(self.layer(x))


scorer = Scorer()
x = torch.ones(1, 2)
saved_prediction = scorer(x)
torch.save(scorer, "scorer.pt")
# --8<-- [end:before]


# --8<-- [start:after]
class Scorer(nn.Module):  # the same name, edited since
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)
        self.drop = nn.Dropout(0.1)

    def forward(self, x):
        return self.layer(x)


# only for a file that you trust: it can run code
loaded = torch.load("scorer.pt", weights_only=False)
same = torch.equal(loaded.layer.weight, scorer.layer.weight)
print("same weights:    ", same)
print("same predictions:", torch.equal(loaded(x), saved_prediction))
print("has its dropout: ", hasattr(loaded, "drop"))
# --8<-- [end:after]

# --8<-- [start:rebuilt]
rebuilt = Scorer()
print(rebuilt.load_state_dict(scorer.state_dict()))
print("has its dropout: ", hasattr(rebuilt, "drop"))
# --8<-- [end:rebuilt]
assert torch.equal(rebuilt.layer.weight, loaded.layer.weight)
assert hasattr(rebuilt, "drop")
assert torch.equal(loaded.layer.weight, scorer.layer.weight)
assert torch.equal(torch.sigmoid(loaded(x)), saved_prediction)
assert not torch.equal(loaded(x), saved_prediction)
assert not hasattr(loaded, "drop")
