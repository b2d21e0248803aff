"""DistributedSampler: a part for each rank, padding, and set_epoch."""

# /// script
# dependencies = ["torch>=2.6", "numpy"]
# ///

# --8<-- [start:pads]
from torch.utils.data import DataLoader, DistributedSampler

for rank in (0, 1):
    sampler = DistributedSampler(
        range(5), num_replicas=2, rank=rank, shuffle=False
    )
    loader = DataLoader(range(5), batch_size=3, sampler=sampler)
    print("rank", rank, [batch.tolist() for batch in loader])
# --8<-- [end:pads]
assert list(sampler) == [1, 3, 0]

# --8<-- [start:drop]
for rank in (0, 1):
    shorter = DistributedSampler(
        range(5), num_replicas=2, rank=rank, shuffle=False, drop_last=True
    )
    print("rank", rank, list(shorter))
# --8<-- [end:drop]
assert list(shorter) == [1, 3]

# --8<-- [start:epoch]
sampler = DistributedSampler(range(100), num_replicas=2, rank=0)
first, second = list(sampler), list(sampler)
sampler.set_epoch(1)
third = list(sampler)
print("second epoch, same order:", first == second)
print("after set_epoch(1), same order:", first == third)
# --8<-- [end:epoch]
assert first == second != third

# --8<-- [start:other]
other = DistributedSampler(range(100), num_replicas=2, rank=1)
print("ranks overlap without set_epoch:", bool(set(first) & set(other)))
print("rank 0 at epoch 1, rank 1 at epoch 0:", bool(set(third) & set(other)))
# --8<-- [end:other]
assert not set(first) & set(other) and set(third) & set(other)
