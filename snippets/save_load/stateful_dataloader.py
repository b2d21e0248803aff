"""Resume within an epoch: StatefulDataLoader knows what has been seen."""

# /// script
# dependencies = ["torch>=2.6", "numpy", "torchdata>=0.11"]
# [tool.atlas]
# warns = ["'set_vital' is deprecated"]
# ///

# --8<-- [start:save]
import torch
from torch.utils.data import DataLoader
from torchdata.stateful_dataloader import StatefulDataLoader


def build_loading():
    return StatefulDataLoader(range(12), batch_size=2, shuffle=True)


def rest(batches):
    """Each batch, and the random number that a dropout draws for it."""
    return [(batch.tolist(), torch.rand(1).item()) for batch in batches]


torch.manual_seed(0)
stateful = build_loading()
batches = iter(stateful)
seen = [(next(batches).tolist(), torch.rand(1).item()) for _ in range(2)]
parts = {"loader": stateful.state_dict(), "rng": torch.get_rng_state()}
torch.save(parts, "middle.tar")
# what this epoch goes on with, and the next one
expected = rest(batches), rest(stateful)
# --8<-- [end:save]

# --8<-- [start:resume]
saved = torch.load("middle.tar", weights_only=True)
stateful = build_loading()
stateful.load_state_dict(saved["loader"])
batches = iter(stateful)  # draws a random number for itself
torch.set_rng_state(saved["rng"])  # so this comes after it
resumed = rest(batches), rest(stateful)
print("the same as without a stop:", resumed == expected)
items = sorted(item for batch, _ in seen + resumed[0] for item in batch)
print("every item once:", items == list(range(12)))
# --8<-- [end:resume]
assert resumed == expected and items == list(range(12))

# --8<-- [start:too-early]
stateful = build_loading()
stateful.load_state_dict(saved["loader"])
torch.set_rng_state(saved["rng"])  # before iter()
early = rest(stateful), rest(stateful)
batches = [[batch for batch, _ in epoch] for epoch in (early[0], expected[0])]
print("the same batches:", batches[0] == batches[1])
print("the same dropout:", early[0] == expected[0])
print("the same next epoch:", early[1] == expected[1])
# --8<-- [end:too-early]
assert batches[0] == batches[1]
assert early[0] != expected[0] and early[1] != expected[1]

# --8<-- [start:last]
for _ in stateful:
    last = stateful.state_dict()
after = stateful.state_dict()
for name, state in {
    "after the last batch": last,
    "after the loop": after,
}.items():
    stateful = build_loading()
    stateful.load_state_dict(state)
    print(f"saved {name}: {len(list(stateful))} batches")
    # --8<-- [end:last]
    stateful = build_loading()
    stateful.load_state_dict(state)
    assert len(list(stateful)) == (6 if state is after else 0)

# --8<-- [start:plain]
print("DataLoader has a state_dict:", hasattr(DataLoader, "state_dict"))
# --8<-- [end:plain]
assert not hasattr(DataLoader, "state_dict")
