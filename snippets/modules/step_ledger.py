"""A training step's ledger: which tensors are new, changed or gone."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# [tool.atlas]
# long = "each look is compared with the one before, over two whole steps"
# ///

# --8<-- [start:model]
import torch
from torch import nn

device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
model = nn.Sequential(
    *(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2)),
    *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()),
    *(nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU()),
    nn.Linear(84, 10),
).to(device)
measure = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.02, momentum=0.9)
images = torch.rand(4, 3, 32, 32, device=device)
labels = torch.tensor([0, 1, 2, 3], device=device)
# --8<-- [end:model]


# --8<-- [start:look]
def held():
    """The tensors that outlive a step, or None where there is none."""
    parameters = list(model.parameters())
    states = [optimizer.state.get(p, {}) for p in parameters]
    return {
        "parameters": parameters,
        "gradients": [p.grad for p in parameters],
        "momentum": [s.get("momentum_buffer") for s in states],
    }


def look():
    """Of each its address, and the count of its in-place changes."""
    return {
        kind: [t if t is None else (t.data_ptr(), t._version) for t in tensors]
        for kind, tensors in held().items()
    }


def change(old, new):
    if old is None or new is None:
        return "-" if old is new else "gone" if new is None else "new"
    if old == new:
        return "as it was"
    return "in place" if old[0] == new[0] else "new"


# --8<-- [end:look]


# --8<-- [start:ledger]
def enter(line):
    """Compare with the last look: what is true of one is true of all ten."""
    now, words = look(), []
    for kind, old in last.items():
        [word] = {change(a, b) for a, b in zip(old, now[kind], strict=True)}
        words.append(word)
    last.update(now)
    print(f"{line:<10}" + "".join(f"{word:<11}" for word in words))
    ledger.append(words)


last, ledger = look(), []
print(" " * 10 + "".join(f"{kind:<11}" for kind in last))
for _ in range(2):
    scores = model(images)
    enter("forward")
    loss = measure(scores, labels)
    enter("loss")
    loss.backward()
    enter("backward")
    optimizer.step()
    enter("step")
    optimizer.zero_grad()
    enter("zero_grad")
# --8<-- [end:ledger]
assert ledger[2:5] == [
    ["as it was", "new", "-"],
    ["in place", "as it was", "new"],
    ["as it was", "gone", "as it was"],
]
assert ledger[8] == ["in place", "as it was", "in place"]
