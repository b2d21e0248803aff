"""A layer that is given a tuple, nothing, or an array."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:raise]
import numpy as np
import torch
from torch import nn

words = torch.ones(1, 5, 3)  # batch, sequence, features
model = nn.Sequential(nn.LSTM(3, 4, batch_first=True), nn.Linear(4, 2))
try:
    model(words)
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:raise]
else:
    raise AssertionError("nothing is raised any more")


# --8<-- [start:raise-others]
class Block(nn.Module):
    def forward(self, features):
        features = features.relu()  # and no return


for other in (Block()(words), np.ones(3), [1.0, 2.0, 3.0]):
    try:
        nn.Linear(3, 2)(other)
    except TypeError as error:
        print(f"{type(error).__name__}: {error}")
    # --8<-- [end:raise-others]
    else:
        raise AssertionError("nothing is raised any more")


# --8<-- [start:fix]
class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.head = model[0], model[1]

    def forward(self, words):
        output, _ = self.lstm(words)  # a tuple: take it apart
        return self.head(output)


print(tuple(Tagger()(words).shape))
# --8<-- [end:fix]
assert Tagger()(words).shape == (1, 5, 2)
