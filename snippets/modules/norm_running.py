"""What BatchNorm notes of each batch, what momentum means, what eval uses."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:momentum]
import torch
from torch import nn

bn = nn.BatchNorm1d(1)  # momentum=0.1
batch = torch.tensor([[0.0], [2.0], [4.0], [10.0]])  # mean 4
print("before:", bn.running_mean.item(), bn.running_var.item())
bn(batch)
mean, variance = bn.running_mean.item(), bn.running_var.item()
print("after: ", round(mean, 4), round(variance, 4))
assert torch.allclose(bn.running_mean, 0.9 * 0 + 0.1 * batch.mean())
# --8<-- [end:momentum]

# --8<-- [start:variance]
biased, unbiased = batch.var(correction=0), batch.var(correction=1)
print(f"divided by n: {biased:.4f}, by n - 1: {unbiased:.4f}")
noted = 0.9 * 1 + 0.1 * unbiased
right = torch.allclose(bn.running_var, noted)
print("running_var takes the one by n - 1:", right)
used = (batch - batch.mean()) / (biased + bn.eps).sqrt()
print("the output takes the one by n:     ", torch.allclose(bn(batch), used))
# --8<-- [end:variance]
assert not torch.allclose(torch.tensor(0.9 * 1) + 0.1 * biased, noted)
assert torch.allclose(bn(batch), used)

# --8<-- [start:counter]
average = nn.BatchNorm1d(1, momentum=None)
for shift in (1.0, 2.0, 3.0):
    average(batch + shift)
print("batches seen:", average.num_batches_tracked.item())
print("mean of 5, 6, 7:", round(average.running_mean.item(), 4))
# --8<-- [end:counter]
assert torch.allclose(average.running_mean, torch.tensor(6.0))
assert average.num_batches_tracked == 3

# --8<-- [start:modes]
bn.eval()
by_hand = (batch - bn.running_mean) / (bn.running_var + bn.eps).sqrt()
same = torch.allclose(bn(batch), by_hand)
print("eval uses what was noted:", same)
with_others, alone = bn(batch)[0], bn(batch[:1])[0]
print("eval: my neighbours matter:", not torch.allclose(with_others, alone))
bn.train()
other = batch + torch.tensor([[0.0], [5.0], [5.0], [5.0]])
first, second = bn(batch)[0], bn(other)[0]
print("train: my neighbours matter:", not torch.allclose(first, second))
# --8<-- [end:modes]
assert same and torch.allclose(with_others, alone)
assert not torch.allclose(first, second)
no_notes = nn.BatchNorm1d(1, track_running_stats=False).eval()
assert not torch.allclose(no_notes(batch)[:2], no_notes(batch[:2]))
training, evaluating = nn.BatchNorm1d(1), nn.BatchNorm1d(1).eval()
assert not torch.allclose(evaluating(batch), training(batch))
