"""Freeze BatchNorm: its statistics move without gradients, too."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
import torch
from torch import nn

torch.manual_seed(0)
body = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU())
model = nn.Sequential(body, nn.Flatten(), nn.Linear(4 * 6 * 6, 2))
images = torch.randn(8, 3, 8, 8)
body.requires_grad_(False)
# --8<-- [end:model]


# --8<-- [start:moves]
def moved(by):
    before = {name: t.clone() for name, t in body.state_dict().items()}
    by()
    after = body.state_dict()
    return [n for n in before if not torch.equal(before[n], after[n])]


model.train()
print("moved:", moved(lambda: model(images)))
# --8<-- [end:moves]
statistics = ["running_mean", "running_var", "num_batches_tracked"]
assert moved(lambda: model(images)) == [f"1.{name}" for name in statistics]

# --8<-- [start:eval]
body.eval()
print("body.eval():", moved(lambda: model(images)))
model.train()  # the usual first line of an epoch
again = moved(lambda: model(images))
print("model.train():", len(again), "entries move again")
# --8<-- [end:eval]
body.eval()
assert not moved(lambda: model(images))


# --8<-- [start:train]
class FineTuned(nn.Module):
    def __init__(self, body, head):
        super().__init__()
        self.body, self.head = body, head

    def forward(self, images):
        return self.head(self.body(images))

    def train(self, mode=True):
        super().train(mode)
        self.body.eval()  # whatever is asked for: the body stays as it is
        return self


tuned = FineTuned(body, model[1:]).train()
print("moved:", moved(lambda: tuned(images)))
print("head in training:", tuned.head.training)
# --8<-- [end:train]
assert tuned.head.training and not moved(lambda: tuned.train()(images))
