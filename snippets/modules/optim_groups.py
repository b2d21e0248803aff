"""Parameter groups: settings for a part, and what is refused."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:groups]
import torch
from torch import nn

model = nn.Sequential(nn.Linear(4, 4), nn.LayerNorm(4), nn.Linear(4, 2))
parameters = list(model.parameters())
matrices = [p for p in parameters if p.ndim >= 2]
vectors = [p for p in parameters if p.ndim < 2]  # biases and norms
optimizer = torch.optim.AdamW(
    [
        {"params": matrices, "weight_decay": 0.1},
        {"params": vectors, "weight_decay": 0.0, "lr": 0.01},
    ],
    lr=0.001,
)
for group in optimizer.param_groups:
    print(len(group["params"]), group["lr"], group["weight_decay"])
# --8<-- [end:groups]
assert [g["lr"] for g in optimizer.param_groups] == [0.001, 0.01]

# --8<-- [start:change]
for group in optimizer.param_groups:
    group["lr"] *= 0.5
optimizer.add_param_group({"params": nn.Linear(2, 2).parameters()})
print([group["lr"] for group in optimizer.param_groups])
# --8<-- [end:change]
assert [g["lr"] for g in optimizer.param_groups] == [0.0005, 0.005, 0.001]
again = torch.optim.SGD([nn.Parameter(torch.ones(1))], lr=0.1)
scheduler = torch.optim.lr_scheduler.LambdaLR(again, lambda step: 1.0)
again.param_groups[0]["lr"] = 0.5
again.step()
scheduler.step()
assert again.param_groups[0]["lr"] == 0.1, "the scheduler wrote it again"

# --8<-- [start:refused]
layer = nn.Linear(2, 2)
used = layer.parameters()
print("parameters:", sum(p.numel() for p in used))  # that was its last item
refused = {
    "a generator that was used up": used,
    "one tensor, not a list of tensors": layer.weight,
    "the result of a computation": [layer.weight * 2],
    "twice the same": [{"params": [layer.bias]}, {"params": [layer.bias]}],
}
for what, given in refused.items():
    print(what)
    try:
        torch.optim.SGD(given)
        raise AssertionError("should have been refused")
    except (TypeError, ValueError) as error:
        print(f"  {type(error).__name__}: {error}")
# --8<-- [end:refused]
assert next(used, None) is None

# --8<-- [start:default]
lr = torch.optim.SGD(layer.parameters()).defaults["lr"]
print("SGD without an lr takes", lr)
# --8<-- [end:default]
assert torch.optim.SGD(layer.parameters()).param_groups[0]["lr"] == 0.001
