"""Begin from another model's weights: replace the head, freeze, train."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:model]
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
torch.manual_seed(0)
teacher = Classifier(10)
# --8<-- [end:model]

# --8<-- [start:save]
torch.save(teacher.state_dict(), "ten_classes.pt")
# --8<-- [end:save]

# --8<-- [start:load]
state = torch.load("ten_classes.pt", map_location="cpu", weights_only=True)
model = Classifier(10)
model.load_state_dict(state)  # everything fits: nothing can be missed
model.head = nn.Linear(model.head.in_features, 3)  # three classes from now on
# --8<-- [end:load]

# --8<-- [start:freeze]
model.body.requires_grad_(False)
model.to(device).train()
model.body.eval()  # batch normalisation: stop counting, too
trainable = [p for p in model.parameters() if p.requires_grad]
optimizer = torch.optim.AdamW(trainable, lr=0.01)
print("tensors to train:", len(trainable), "of", len(list(model.parameters())))
# --8<-- [end:freeze]
assert len(trainable) == 2


# --8<-- [start:step]
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


changed = changed_by_a_step()
print(*changed, sep="\n")
assert changed == ["head.weight", "head.bias"]
# --8<-- [end:step]

# --8<-- [start:proof]
state = torch.load("ten_classes.pt", map_location="cpu", weights_only=True)
from_file = {}
for name, parameter in model.named_parameters():
    from_file[name] = torch.equal(parameter.cpu(), state[name])
    print(f"{name:<14}", "as in the file" if from_file[name] else "new")
assert from_file == {name: name.startswith("body.") for name in from_file}
# --8<-- [end:proof]
