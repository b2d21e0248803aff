"""Resume in the middle of an epoch: torchdata's StatefulDataLoader knows which batches are gone."""

# /// script
# dependencies = ["torch>=2.13", "numpy", "torchdata>=0.11"]
# [tool.atlas]
# warns = ["'set_vital' is deprecated"]
# ///

# --8<-- [start:save]
import torch
from torch.utils.data import DataLoader
from torchdata.stateful_dataloader import StatefulDataLoader

torch.manual_seed(0)
stateful = StatefulDataLoader(range(12), batch_size=2, shuffle=True)
batches = iter(stateful)
seen = [next(batches).tolist() for _ in range(2)]
torch.save({"loader": stateful.state_dict()}, "middle.tar")
expected = [batch.tolist() for batch in batches]  # what an uninterrupted epoch goes on with
# --8<-- [end:save]

# --8<-- [start:resume]
stateful = StatefulDataLoader(range(12), batch_size=2, shuffle=True)
stateful.load_state_dict(torch.load("middle.tar", weights_only=True)["loader"])
rest = [batch.tolist() for batch in stateful]
print("batches before the stop:", len(seen), "- after it:", len(rest))
print("the same as without a stop:", rest == expected)
print(
    "every item once:", sorted(item for batch in seen + rest for item in batch) == list(range(12))
)
# --8<-- [end:resume]
assert rest == expected and sorted(item for batch in seen + rest for item in batch) == list(
    range(12)
)

# --8<-- [start:plain]
print("DataLoader has a state_dict:", hasattr(DataLoader, "state_dict"))
# --8<-- [end:plain]
assert not hasattr(DataLoader, "state_dict")
