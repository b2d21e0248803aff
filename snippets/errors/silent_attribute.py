"""A tensor that is an attribute only, and does not come along."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:wrong-result]
import torch
from torch import nn


class Scaled(nn.Linear):
    def __init__(self):
        super().__init__(2, 1)
        self.mean = torch.zeros(2)


trained = Scaled()
trained.mean = torch.tensor([3.0, 5.0])  # measured on the data
model = Scaled()
print(model.load_state_dict(trained.state_dict()), model.mean.tolist())
# --8<-- [end:wrong-result]
assert not torch.equal(model.mean, trained.mean)


# --8<-- [start:fix]
class Scaled(nn.Linear):
    def __init__(self):
        super().__init__(2, 1)
        self.register_buffer("mean", torch.zeros(2))


trained = Scaled()
trained.mean = torch.tensor([3.0, 5.0])
model = Scaled()
print(model.load_state_dict(trained.state_dict()), model.mean.tolist())
# --8<-- [end:fix]
assert torch.equal(model.mean, trained.mean)
