"""A frozen model: the file does not say so, and BatchNorm goes on."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, classes):
        super().__init__()
        layers = nn.Linear(8, 16), nn.BatchNorm1d(16), nn.ReLU()
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(16, classes)

    def forward(self, x):
        return self.head(self.body(x))


device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()

model = Classifier(3).to(device)
model.body.requires_grad_(False)
optimizer = torch.optim.AdamW(model.head.parameters(), lr=0.01)


def step():
    inputs = torch.rand(32, 8, device=device)
    labels = torch.randint(3, (32,), device=device)
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(inputs), labels).backward()
    optimizer.step()


def changed_by_a_step():
    before = {n: t.clone() for n, t in model.state_dict().items()}
    step()
    now = model.state_dict()
    return [name for name in now if not torch.equal(now[name], before[name])]


# --8<-- [start:inside]
torch.save(model.state_dict(), "three_classes.pt")
state = torch.load("three_classes.pt", map_location="cpu", weights_only=True)
other = Classifier(3)
other.load_state_dict(state)
print("frozen before saving:", not model.body[0].weight.requires_grad)
print("frozen after loading:", not other.body[0].weight.requires_grad)
# --8<-- [end:inside]
assert other.body[0].weight.requires_grad
assert torch.equal(other.head.weight, state["head.weight"])
assert not model.body[0].weight.requires_grad

# --8<-- [start:batch-norm]
model.train()  # as a training loop does: the body, too
changed = changed_by_a_step()
print(*changed, sep="\n")
# --8<-- [end:batch-norm]
assert "body.1.running_mean" in changed and "body.1.weight" not in changed
