"""The bytes of a training step: parameters, gradients, momentum, graph."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

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


def held():
    """The tensors that outlive a step, or None where there is none."""
    parameters = list(model.parameters())
    states = [optimizer.state.get(p, {}) for p in parameters]
    return {
        "parameters": parameters,
        "gradients": [p.grad for p in parameters],
        "momentum": [s.get("momentum_buffer") for s in states],
    }


images = torch.rand(4, 3, 32, 32, device=device)
measure(model(images), torch.tensor([0, 1, 2, 3], device=device)).backward()
optimizer.step()


# --8<-- [start:bytes]
def saved_bytes(size):
    """What the graph keeps for backward, apart from the parameters."""
    kept = {}

    def pack(t):
        kept[t.untyped_storage().data_ptr()] = t.untyped_storage().nbytes()
        return t

    batch = torch.rand(size, 3, 32, 32, device=device)
    targets = torch.zeros(size, dtype=torch.int64, device=device)
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        loss = measure(model(batch), targets)
    for p in model.parameters():
        kept.pop(p.untyped_storage().data_ptr(), None)
    loss.backward()
    return sum(kept.values())


small, large = saved_bytes(4), saved_bytes(40)
for kind, tensors in held().items():
    print(f"{kind:<21}{sum(t.nbytes for t in tensors):>9,} bytes")
print(f"{'graph, batch of 4':<21}{small:>9,} bytes")
print(f"{'graph, batch of 40':<21}{large:>9,} bytes")
# --8<-- [end:bytes]
sizes = {sum(t.nbytes for t in tensors) for tensors in held().values()}
assert len(sizes) == 1 and 9.9 < large / small < 10.1

plain = torch.optim.SGD(model.parameters(), lr=0.02)
plain.step()
assert all(s.get("momentum_buffer") is None for s in plain.state.values())
