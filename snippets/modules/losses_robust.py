"""MSE, L1, Huber and SmoothL1: how strongly an error of 0.1, 1 or 10 pulls."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:pull]
import torch
import torch.nn.functional as F

losses = {
    "MSE": F.mse_loss,
    "L1": F.l1_loss,
    "Huber": F.huber_loss,  # delta=1
    "SmoothL1": F.smooth_l1_loss,  # beta=1
}
for name, loss in losses.items():
    error = torch.tensor([0.1, 1.0, 10.0], requires_grad=True)
    loss(error, torch.zeros(3), reduction="sum").backward()
    pulls = error.grad.tolist()
    print(f"{name:<9}", "".join(f"{pull:>7.1f}" for pull in pulls))
# --8<-- [end:pull]

# --8<-- [start:huber]
error = torch.linspace(-5, 5, 101)
zero = torch.zeros(101)
huber = F.huber_loss(error, zero, delta=2.0)
smooth = F.smooth_l1_loss(error, zero, beta=2.0)
print("Huber = SmoothL1 * delta:", torch.allclose(huber, 2 * smooth))
# --8<-- [end:huber]
assert torch.allclose(huber, 2 * smooth) and not torch.allclose(huber, smooth)

# --8<-- [start:median]
found = {}
for name in ("MSE", "L1"):
    values = torch.tensor([1.0, 2.0, 3.0, 4.0, 100.0])
    guess = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([guess], lr=0.05)
    for _ in range(500):
        optimizer.zero_grad()
        losses[name](guess.expand(5), values).backward()
        optimizer.step()
    found[name] = guess.item()
    print(f"{name:<4} settles near {round(found[name])}")
# --8<-- [end:median]
assert abs(found["MSE"] - 22) < 0.5 and abs(found["L1"] - 3) < 0.5
