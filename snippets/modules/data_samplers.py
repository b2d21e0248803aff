"""Samplers choose the indices: order, balance of classes, whole batches."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:order]
import torch
from torch.utils.data import DataLoader, WeightedRandomSampler
from torch.utils.data import RandomSampler, SequentialSampler

plain = DataLoader(range(6))
shuffled = DataLoader(range(6), shuffle=True)
in_order = type(plain.sampler) is SequentialSampler
at_random = type(shuffled.sampler) is RandomSampler
print(in_order, at_random)
try:
    DataLoader(range(6), shuffle=True, sampler=[0, 2, 4])
    raise AssertionError("should have been refused")
except ValueError as error:
    print(f"{type(error).__name__}: {error}")
# --8<-- [end:order]
assert isinstance(shuffled.sampler, RandomSampler)
once = DataLoader(range(6), sampler=(index for index in (2, 0)))
assert (len(list(once)), len(list(once))) == (2, 0)

# --8<-- [start:generator]
order = torch.Generator().manual_seed(0)
loader = DataLoader(range(6), shuffle=True, batch_size=6, generator=order)
first, second = next(iter(loader)), next(iter(loader))
order.manual_seed(0)
again = next(iter(loader))
print("every epoch its own order:", not first.equal(second))
print("same seed, same order:", first.equal(again))
# --8<-- [end:generator]
assert first.equal(again) and not first.equal(second)

# --8<-- [start:consumes]
torch.manual_seed(0)
expected = torch.rand(())
torch.manual_seed(0)
next(iter(DataLoader(range(6))))  # neither shuffled nor random
after_a_loader = torch.rand(())
torch.manual_seed(0)
next(iter(DataLoader(range(6), generator=torch.Generator())))
after_its_own = torch.rand(())
print("same random number after a loader:", after_a_loader.equal(expected))
print("… with a generator of its own:", after_its_own.equal(expected))
# --8<-- [end:consumes]
assert not after_a_loader.equal(expected) and after_its_own.equal(expected)

# --8<-- [start:weighted]
labels = torch.tensor([0] * 90 + [1] * 10)
weights = 1 / labels.bincount()[labels]
sampler = WeightedRandomSampler(weights, num_samples=1000, generator=order)
drawn = next(iter(DataLoader(labels, batch_size=1000, sampler=sampler)))
print("share of class 1 in the data:", f"{labels.float().mean().item():.2f}")
print("about half of what is drawn:", 0.4 < drawn.float().mean().item() < 0.6)
# --8<-- [end:weighted]
assert labels.float().mean() < 0.11 and 0.4 < drawn.float().mean() < 0.6

# --8<-- [start:batches]
for batch in DataLoader(range(10), batch_sampler=[[0, 1, 2], [9], [5, 5]]):
    print(batch)
# --8<-- [end:batches]
assert batch.tolist() == [5, 5]
